/// What a station says of its records once a day: created = received + pending + rejected, and where its chain ends.
///
/// Canonical JSON (RFC 8785) without personal data. The registry compares it with what it holds: what is lost between the
/// two, and a station's store that was copied or set back, cannot stay unnoticed for longer than a day.
package struct StationStatement: Sendable, Hashable {
    /// Records that wait at the station, next to one another.
    package struct Pending: Sendable, Hashable {
        package let sequences: ClosedRange<Int>
        /// The digest of the first one's manifest.
        package let digest: ContentDigest

        package init(sequences: ClosedRange<Int>, digest: ContentDigest) {
            self.sequences = sequences
            self.digest = digest
        }
    }

    package let station: StationID
    /// Counts a station's statements from 1.
    package let number: Int
    /// By the station's clock.
    package let time: Timestamp
    /// How many records were made, which is the number of the last one.
    package let created: Int
    /// The digest of the last record's manifest; `ContentDigest.none` before the first.
    package let head: ContentDigest
    /// How many have a receipt.
    package let received: Int
    /// How many the registry refused for good.
    package let rejected: Int
    /// What waits, in ascending order.
    package let pending: [Pending]
    /// Whether it is the last one: the station makes no record any more, and nothing waits.
    package let isFinal: Bool

    /// The most groups of waiting records that a statement names.
    package static let mostPending = 1000
    /// Bytes of a statement.
    package static let maximumSize = 192 << 10

    /// Checks that the numbers can be a station's; whether they are right is what the registry finds out.
    package init(
        station: StationID, number: Int, time: Timestamp, created: Int, head: ContentDigest, received: Int,
        rejected: Int, pending: [Pending], isFinal: Bool = false
    ) throws(RegistryError) {
        let numbers = 0...JSONValue.largestInteger
        guard number >= 1, [number, created, received, rejected].allSatisfy({ numbers.contains($0) }),
            (created == 0) == (head == .none)
        else { throw Self.malformed("its numbers are no station's") }
        guard pending.count <= Self.mostPending,
            zip(pending, pending.dropFirst()).allSatisfy({
                $0.sequences.upperBound < $1.sequences.lowerBound
            }), (pending.first?.sequences.lowerBound ?? 1) >= 1, (pending.last?.sequences.upperBound ?? 0) <= created
        else { throw Self.malformed("the records that wait are not in order, or not of those created") }
        guard !isFinal || pending.isEmpty else { throw Self.malformed("it is the last one, and records wait") }
        self.station = station
        self.number = number
        self.time = time
        self.created = created
        self.head = head
        self.received = received
        self.rejected = rejected
        self.pending = pending
        self.isFinal = isFinal
    }

    /// How many wait.
    package var waiting: Int { pending.reduce(0) { $0 + $1.sequences.count } }

    /// Whether the sum is right.
    package var isBalanced: Bool { created == received + waiting + rejected }

    /// Whether a record is among those that wait.
    func isWaiting(_ sequence: Int) -> Bool { pending.contains { $0.sequences.contains(sequence) } }

    static func malformed(_ what: String) -> RegistryError {
        RegistryError(.malformedStatement, "the statement is refused: \(what)", fault: .station)
    }
}
