import CardCrypto
import Foundation
import Registry
import Testing

@testable import Enrollment

@Suite("A station's metrics")
struct StationMetricsTests {
    /// Every row without its comments, each of which must be of the format.
    private func rows(_ text: String) throws -> [String: Double] {
        var rows: [String: Double] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("# ") {
            let match = try #require(
                line.wholeMatch(of: /([a-z_]+(?:\{[a-z]+="[a-z-]+"(?:,le="[0-9.+Inf]+")?\})?) ([0-9.e-]+)/), "\(line)")
            rows[String(match.1)] = Double(match.2)
        }
        return rows
    }

    @Test("records, queue, certificates, trust and readers are what they are")
    func gauges() async throws {
        let rig = try ForwardingRig()
        try rig.add(1...2)
        _ = try await rig.outbox(rig.intake).sendPending()
        try rig.add(3...3)
        let metrics = StationMetrics()
        let now = rig.clock.now
        metrics.watch(
            rig.station, rig.store, readers: { 2 }, trustDate: { now.addingTimeInterval(-3600) }, clock: { now })
        var found = try rows(await metrics.metrics.text())
        #expect(found["station_records{state=\"delivered\"}"] == 2)
        #expect(found["station_records{state=\"pending\"}"] == 1 && found["station_records{state=\"refused\"}"] == 0)
        let age = now.timeIntervalSince(Fixture.time)
        #expect(abs((found["station_queue_oldest_seconds"] ?? 0) - age) < 1)
        #expect(found["station_readers"] == 2 && found["station_trust_age_seconds"] == 3600)
        #expect(found["station_drafts"] == 0 && found["station_sender_stopped"] == 0 && found["station_open"] == 1)
        let end = try rig.station.certificate(rig.station.identity().tls).notAfter
        let days = try #require(found["station_certificate_days{purpose=\"tls\"}"])
        #expect(abs(days - end.timeIntervalSince(now) / 86_400) < 0.01)

        try rig.store.stop("clock-wrong", "", at: .init(milliseconds: 1) ?? .now)
        try rig.store.set(.moved, at: .init(milliseconds: 1) ?? .now)
        found = try rows(await metrics.metrics.text())
        #expect(found["station_sender_stopped"] == 1 && found["station_open"] == 0)
    }

    @Test("readings and failures are counted by words of ours, and by nothing else")
    func counters() async throws {
        let metrics = StationMetrics()
        metrics.read("valid", after: .milliseconds(2500))
        metrics.read("valid", after: .seconds(100))
        metrics.failed("card-removed")
        for leak in ["001204000001", "NGUYEN VAN A", "code\"} 1\nx", "", "wrong password"] {
            metrics.failed(leak)
            metrics.read(leak, after: .seconds(1))
        }
        let text = await metrics.metrics.text()
        let found = try rows(text)
        #expect(found["station_reads_total{outcome=\"valid\"}"] == 2)
        #expect(found["station_read_seconds_bucket{outcome=\"valid\",le=\"3\"}"] == 1)
        #expect(found["station_read_seconds_count{outcome=\"valid\"}"] == 2)
        #expect(found["station_failures_total{code=\"card-removed\"}"] == 1)
        #expect(found["station_failures_total{code=\"other\"}"] == 5)
        #expect(!text.contains("001204000001") && !text.contains("NGUYEN"))
    }
}
