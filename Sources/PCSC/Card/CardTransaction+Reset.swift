internal import CPCSC
import SmartCard

extension CardTransaction: ResettableChannel {
    /// Resets the card and keeps the transaction (SCardReconnect). A card that was lifted may come back in the meantime:
    /// the officer's hand slipped, or the field was weak.
    package func reset(waiting patience: Duration) async throws {
        let end = ContinuousClock.now.advanced(by: patience)
        while true {
            let result = reconnect()
            switch result {
            case .success: return
            case .noSmartcard, .removedCard, .unresponsiveCard, .unpoweredCard:
                guard ContinuousClock.now < end else { throw SmartCardError(.removedCard, reader: reader) }
                try Task.checkCancellation()
                Blocking.sleep(milliseconds: 50)
            default: throw SmartCardError(result, reader: reader)
            }
        }
    }
}
