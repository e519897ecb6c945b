package import SmartCard

/// A channel that protects every exchange over the channel below it (Doc 9303-11 §9.8).
///
/// After one failure the session is over: each later command fails without reaching the card, since the counters
/// of both sides no longer agree and nothing may be sent twice.
package actor SecureMessagingChannel: CardChannel {
    package nonisolated let base: any CardChannel
    private var session: SecureMessagingSession
    private var failure: (any Error)?

    package init(_ base: any CardChannel, session: SecureMessagingSession) {
        self.base = base
        self.session = session
    }

    package var limits: ChannelLimits {
        get async {
            let below = await base.limits
            return ChannelLimits(
                maximumCommandData: session.plainCapacity(of: below.maximumCommandData),
                maximumResponseData: session.plainCapacity(of: below.maximumResponseData))
        }
    }

    package func transmit(_ command: CommandAPDU) async throws -> ResponseAPDU {
        if let failure { throw failure }
        do {
            let protected = try session.protect(command)
            return try session.unprotect(await base.transmit(protected))
        } catch {
            failure = error
            throw error
        }
    }
}
