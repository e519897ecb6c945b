import CardCrypto
package import Foundation
package import Registry

/// What a station counts and measures, in Prometheus' text format. No label says who was enrolled, or by whom: labels are
/// states, verdicts and codes of our own.
package final class StationMetrics: Sendable {
    package let metrics = Metrics()
    private let reads: Metrics.Counter
    private let durations: Metrics.Histogram
    private let failures: Metrics.Counter

    package init() {
        reads = metrics.counter("station_reads_total", "Cards read, by what came of it.", ["outcome"])
        durations = metrics.histogram(
            "station_read_seconds", "Time to read and judge a card, by what came of it.", ["outcome"],
            bounds: [0.5, 1, 2, 3, 5, 8, 13, 20, 30, 60])
        failures = metrics.counter("station_failures_total", "Failures at the reader, by code.", ["code"])
    }

    /// Watches a station's store, certificates and trust, and its readers.
    ///
    /// - Parameters:
    ///   - folder: whose certificates end.
    ///   - store: whose records are counted.
    ///   - readers: how many readers are there; nil where that cannot be told.
    ///   - trustDate: of when the newest source of what is trusted is.
    ///   - clock: the time of now.
    package func watch(
        _ folder: StationFolder, _ store: EnrollmentStore, readers: @escaping @Sendable () async -> Int?,
        trustDate: @escaping @Sendable () -> Date?, clock: @escaping @Sendable () -> Date = { Date() }
    ) {
        metrics.gauge("station_records", "Records, by where they stand.", ["state"]) {
            guard let states = try? store.counts().states else { return [] }
            return states.sorted { $0.key.rawValue < $1.key.rawValue }.map { ([$0.key.rawValue], Double($0.value)) }
        }
        metrics.gauge("station_queue_oldest_seconds", "Age of the oldest record that waits; 0 where none does.") {
            guard let counts = try? store.counts() else { return nil }
            return counts.oldest.map { max(0, clock().timeIntervalSince($0.date)) } ?? 0
        }
        metrics.gauge("station_drafts", "Enrollments that are not finished.") {
            (try? store.remaining().drafts).map { Double($0) }
        }
        metrics.gauge("station_sender_stopped", "1 where nothing is sent until somebody acts.") {
            do { return try store.stop() == nil ? 0 : 1 } catch { return nil }
        }
        metrics.gauge("station_open", "1 where the station may make records: not restored, moved or closed.") {
            (try? store.phase()).map { $0 == .open ? 1 : 0 }
        }
        metrics.gauge("station_readers", "Readers that are there.") { await readers().map { Double($0) } }
        metrics.gauge("station_trust_age_seconds", "Age of the newest source of what is trusted.") {
            trustDate().map { max(0, clock().timeIntervalSince($0)) }
        }
        metrics.gauge("station_certificate_days", "Days until a certificate of the station ends.", ["purpose"]) {
            guard let identity = try? folder.identity() else { return [] }
            return [("signing", identity.signing), ("tls", identity.tls)].compactMap { purpose, entry in
                guard let end = try? folder.certificate(entry).notAfter else { return nil }
                return ([purpose], (end.timeIntervalSince(clock()) / 864).rounded() / 100)
            }
        }
    }

    /// A card was read and judged.
    ///
    /// - Parameters:
    ///   - outcome: the verdict.
    ///   - time: how long it took.
    package func read(_ outcome: String, after time: Duration) {
        let word = Self.word(outcome)
        reads.add(1, [word])
        durations.observe(Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18, [word])
    }

    /// Something at the reader failed.
    package func failed(_ code: String) { failures.add(1, [Self.word(code)]) }

    /// A word of ours; what is none is no label.
    static func word(_ text: String) -> String {
        let isWord =
            (1...48).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D }
        return isWord ? text : "other"
    }
}
