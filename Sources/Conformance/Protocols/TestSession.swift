import CardCrypto
import EMRTD
import SmartCard

/// A secure messaging session whose terminal may break the rules on purpose (Doc 9303-11 §9.8).
///
/// As a channel it protects by the rules. Unlike the station's own channel it lives on after a failure, so that a test can
/// see whether the card does.
actor TestSession: CardChannel {
    nonisolated let base: any CardChannel
    private(set) var session: SecureMessagingSession

    init(_ base: any CardChannel, _ session: SecureMessagingSession) {
        self.base = base
        self.session = session
    }

    var limits: ChannelLimits {
        get async {
            let below = await base.limits
            let cipher = session.cipher
            return ChannelLimits(
                maximumCommandData: SecureMessagingSession.plainCapacity(of: below.maximumCommandData, with: cipher),
                maximumResponseData: SecureMessagingSession.plainCapacity(of: below.maximumResponseData, with: cipher))
        }
    }

    func transmit(_ command: CommandAPDU) async throws -> ResponseAPDU {
        let answer = try await base.transmit(protect(command))
        let opened = try open(answer)
        TraceRecorder.current?.protected(command, .success(opened))
        return opened
    }

    /// The command as it goes over the link; the counter moves on.
    func protect(_ command: CommandAPDU) throws -> CommandAPDU { try session.protect(command) }

    /// The answer in plain; the counter moves on. Throws where it does not authenticate.
    func open(_ response: ResponseAPDU) throws -> ResponseAPDU { try session.unprotect(response) }

    /// Counts on without an exchange, or back to where the other side may be.
    func count(_ steps: Int) { for _ in 0..<steps { session.incrementCounter() } }

    /// A command that the terminal put together itself: these data objects, and a right MAC over them.
    func protect(_ command: CommandAPDU, objects make: (SecureMessagingSession) throws -> [BERTLV]) throws
        -> CommandAPDU
    {
        session.incrementCounter()
        var protected = command
        protected.instructionClass |= 0x0C
        let objects = try make(session).flatMap { $0.serialized() }
        let message = session.cipher.pad(protected.header) + (objects.isEmpty ? [] : session.cipher.pad(objects))
        protected.data = objects + BERTLV(0x8E, try session.authenticationCode(message)).serialized()
        protected.expectedLength = 256
        return protected
    }

    /// The station's own channel on this session, from where it is now.
    func channel() -> SecureMessagingChannel { SecureMessagingChannel(base, session: session) }
}
