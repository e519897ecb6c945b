import EMRTD
import PCSC
import SmartCard

extension Desk.Request {
    /// A recorded reading and a repeated one use nothing that earlier cards taught, so that the two go the same way.
    var isByTheBook: Bool { recorder != nil || repeated != nil }
}

extension Desk {
    /// The card and the random numbers to read it with: repeated ones where a trace is repeated, written down where one
    /// is recorded.
    func recorded(
        _ transaction: CardTransaction, _ request: Request
    ) async -> (channel: any CardChannel, randomness: Randomness) {
        let randomness = request.repeated.map { Randomness.replaying($0) } ?? keys.randomness
        let channel: any CardChannel =
            if let limits = request.repeated?.limits { LimitedChannel(transaction, limits: limits) } else {
                transaction
            }
        guard let recorder = request.recorder else { return (channel, randomness) }
        recorder.note(.reader(transaction.reader))
        recorder.note(.limits(await channel.limits))
        recorder.note(.answerToReset(await transaction.answerToReset))
        return (TracingChannel(channel, recorder: recorder), randomness.recorded(by: recorder))
    }
}
