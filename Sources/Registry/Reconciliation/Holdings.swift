/// What the registry holds of a station at the moment when a statement comes.
struct Holdings: Sendable {
    /// The number of the station's last record here; 0 before the first.
    var head = 0
    /// The highest number that a statement from before named.
    var stated = 0
    /// When the record was made that follows the last one of the statement, by the station's clock; nil if none is here.
    var next: Timestamp?
    /// Digests of records here by their numbers, as far as the statement names them.
    var digests: [Int: ContentDigest] = [:]
    /// How many records are refused here, those left out that the statement says wait.
    var refused = 0

    /// A record can be made, and arrive, while a statement is on its way: what is younger than the statement by the
    /// station's own clock, or but minutes older, says nothing of it. In milliseconds.
    static let margin = 600_000

    /// What in a statement does not agree with it. No I/O.
    func discrepancies(with statement: StationStatement) -> [Discrepancy] {
        var found: [Discrepancy] = []
        let created = statement.created
        if !statement.isBalanced {
            found.append(
                Discrepancy(
                    .unbalanced, at: created,
                    "\(created) created are not \(statement.received) received, \(statement.waiting) pending and \(statement.rejected) rejected"
                ))
        }
        let isBehind = next.map { $0.milliseconds < statement.time.milliseconds - Self.margin } ?? false
        if isBehind || created < stated {
            found.append(
                Discrepancy(
                    .rollback, at: created,
                    "the station counts \(created) records, and there were \(max(isBehind ? head : 0, stated)) before"))
        }
        let named = [(created, statement.head)] + statement.pending.map { ($0.sequences.lowerBound, $0.digest) }
        let forks = named.filter { sequence, digest in digests[sequence].map { $0 != digest } ?? false }.map(\.0)
        if let first = forks.min() {
            found.append(
                Discrepancy(.fork, at: first, "the registry holds another record \(first) than the station"))
        }
        if statement.isFinal, head > created, !isBehind {
            found.append(
                Discrepancy(
                    .rollback, at: created, "the station counts \(created) records as its last, and here are \(head)"))
        }
        if let first = firstLost(statement) {
            found.append(
                Discrepancy(
                    .gap, at: first,
                    "record \(first) does not wait at the station, and the registry's last one is \(head)"))
        }
        if found.isEmpty, refused != statement.rejected {
            found.append(
                Discrepancy(
                    .verdictsDiffer, at: created,
                    "the station counts \(statement.rejected) refused records, the registry \(refused)"))
        }
        return found
    }

    /// The first record behind those here that does not wait at the station.
    private func firstLost(_ statement: StationStatement) -> Int? {
        var next = head + 1
        for group in statement.pending where group.sequences.upperBound >= next {
            guard group.sequences.lowerBound <= next else { break }
            next = group.sequences.upperBound + 1
        }
        return next <= statement.created ? next : nil
    }
}
