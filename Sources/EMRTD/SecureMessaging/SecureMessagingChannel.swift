import CardCrypto
package import SmartCard

/// A channel that protects every exchange over the channel below it (Doc 9303-11 §9.8).
///
/// After a failed check the session is over: each later command fails without reaching the card. An answer that was
/// lost on the link leaves the session open, for the caller may go on with a command that does no harm twice.
package actor SecureMessagingChannel: CardChannel {
    package nonisolated let base: any CardChannel
    private nonisolated let cipher: SymmetricCipher
    private var session: SecureMessagingSession
    private var failure: (any Error)?
    /// The first answer whose MAC was right, as it came, and the counter that its MAC covers.
    private(set) var firstAnswer: (response: ResponseAPDU, counter: [UInt8])?

    package init(_ base: any CardChannel, session: SecureMessagingSession) {
        self.base = base
        self.session = session
        cipher = session.cipher
    }

    /// Keys and counter as they are now, for a terminal that goes on by itself: conformance tests break the rules with them.
    package var currentSession: SecureMessagingSession { session }

    /// The most plain bytes that fit a protected answer of this size.
    nonisolated func plainCapacity(of size: Int) -> Int {
        SecureMessagingSession.plainCapacity(of: size, with: cipher)
    }

    package var limits: ChannelLimits {
        get async {
            let below = await base.limits
            return ChannelLimits(
                maximumCommandData: plainCapacity(of: below.maximumCommandData),
                maximumResponseData: plainCapacity(of: below.maximumResponseData))
        }
    }

    package func transmit(_ command: CommandAPDU) async throws -> ResponseAPDU {
        if let failure { throw failure }
        do {
            let protected = try session.protect(command)
            let answer: ResponseAPDU
            do { answer = try await base.transmit(protected) } catch let error as SmartCardError
                where error.code == .readerFailed
            {
                // The link lost an answer that the card has counted. The session goes on with the next command; a
                // card that had not got this one refuses it, and nothing is sent twice under one count.
                session.incrementCounter()
                throw error
            }
            let opened = try session.unprotect(answer)
            TraceRecorder.current?.protected(command, .success(opened))
            if firstAnswer == nil { firstAnswer = (answer, session.sendSequenceCounter) }
            return opened
        } catch let error as SmartCardError where error.code == .readerFailed {
            throw error
        } catch {
            TraceRecorder.current?.protected(command, .failure(error))
            failure = error
            throw error
        }
    }
}
