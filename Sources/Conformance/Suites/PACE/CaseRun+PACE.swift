import CardCrypto
import EMRTD
import LDS
import SmartCard

extension CaseRun {
    /// The chip must be as closed as before: EF.DG2 cannot be read. Its short identifier is no other file's under the
    /// master file.
    func expectClosed() async throws {
        try await send("SELECT the eMRTD application", .selectApplication, .answer)
        try await send("READ BINARY EF.DG2", .readBinary(.dg2), .refusal)
    }

    /// Ends a run of PACE with something that a card may take for a wrong password: it must be refused, nothing be open,
    /// and the right password open the chip again, which gives the try back.
    ///
    /// A card that says it has no more than two tries left is not tried.
    func spendATry(
        with password: Password? = nil, _ last: @Sendable (inout PACEConversation) async throws -> BERTLV
    ) async throws {
        if let triesLeft, triesLeft <= 2 { throw CaseEnd.skipped("the card has \(triesLeft) tries left") }
        var pace = try PACEConversation(self, nil, password)
        let object = try await last(&pace)
        try await send(
            "GENERAL AUTHENTICATE, the last step", .generalAuthenticate(object.serialized(), isLast: true), .refusal)
        try await expectClosed()
        try await reset()
        _ = try await openByPACE()
    }
}

extension Password {
    /// Another password of the kind, which opens no card that this one opens; nil where there is none to be made.
    func wrong() throws -> Password? {
        switch kind {
        case .can: try [Password.can("000000"), .can("999999")].first { try !$0.isSame(as: self) }
        case .mrz: try .mrz(information: "000000000000000000000000")
        case .pin, .puk: nil
        }
    }

    private func isSame(as other: Password) throws -> Bool {
        try paceKey(for: .aes128).exposed() == other.paceKey(for: .aes128).exposed()
    }
}
