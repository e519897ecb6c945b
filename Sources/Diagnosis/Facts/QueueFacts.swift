package import Registry

/// The records that wait to be sent.
package struct QueueFacts: CheckedFacts, Hashable {
    /// Why nothing is sent any more until somebody acts.
    package struct Stop: Sendable, Hashable {
        package var code: String
        package var since: Timestamp

        package init(code: String, since: Timestamp) { (self.code, self.since) = (code, since) }
    }

    package var waiting: Int
    /// When the oldest of them was made.
    package var oldest: Timestamp?
    /// Records that the registry refused for good.
    package var refused: Int
    package var stop: Stop?
    package var now: Timestamp

    package init(waiting: Int, oldest: Timestamp? = nil, refused: Int = 0, stop: Stop? = nil, now: Timestamp) {
        (self.waiting, self.oldest, self.refused, self.stop, self.now) = (waiting, oldest, refused, stop, now)
    }

    /// After a day somebody should know.
    private static let longest = 86_400_000

    package var check: StationCheck {
        let age = oldest.map { now.milliseconds - $0.milliseconds } ?? 0
        let values: [String: CheckValue] = [
            "waiting": .number(waiting), "hours": .number(age / 3_600_000), "refused": .number(refused),
        ]
        if let stop {
            return StationCheck(
                .queueStopped, values.merging(["code": .code(stop.code), "since": .moment(stop.since)]) { $1 },
                failure: stop.code)
        }
        if refused > 0 { return StationCheck(.queueRefused, values) }
        if age > Self.longest { return StationCheck(.queueOld, values) }
        return StationCheck(waiting == 0 ? .queueEmpty : .queueWaiting, values)
    }
}
