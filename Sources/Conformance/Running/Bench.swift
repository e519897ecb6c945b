package import EMRTD
import LDS
package import SmartCard

/// What is tested and with what: a card on a link, its passwords, and a person who may be asked to lift it.
package struct Bench: Sendable {
    package let card: any ResettableChannel
    package let passwords: [Password]
    package let credentials: TerminalCredentials?
    package let reader: ReaderFacts
    /// Waits until the reader says that the card has left, and tells how long after the prompt that was; nil where the
    /// time was over.
    package let removal: (@Sendable (_ within: Duration) async throws -> Duration?)?
    /// Waits for the card's return.
    package let prompt: @Sendable (String) -> Void

    package init(
        _ card: any ResettableChannel, passwords: [Password], credentials: TerminalCredentials? = nil,
        reader: ReaderFacts = ReaderFacts(name: "none"),
        removal: (@Sendable (Duration) async throws -> Duration?)? = nil,
        prompt: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.card = card
        self.passwords = passwords
        self.credentials = credentials
        self.reader = reader
        self.removal = removal
        self.prompt = prompt
    }

    func password(_ kind: Password.Kind) -> Password? { passwords.first { $0.kind == kind } }
}
