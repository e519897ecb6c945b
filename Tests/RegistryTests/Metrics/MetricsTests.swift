import Logging
import Synchronization
import Testing

@testable import Registry

@Suite("Metrics and logs")
struct MetricsTests {
    @Test("counters, gauges and histograms as Prometheus reads them")
    func text() async throws {
        let metrics = RegistryMetrics()
        metrics.began()
        metrics.answered(route: "/v1/a", method: "PUT", status: 201, after: 0.02)
        metrics.answered(route: "/v1/a", method: "PUT", status: 201, after: 60)
        metrics.answered(route: "/v1/a", method: "BREW\n\"", status: 405, after: 0.001)
        metrics.refused(.clockWrong)
        metrics.gauge("registry_test", "A gauge that is asked.") { 0.5 }
        metrics.gauge("registry_silent", "A gauge that cannot tell.") { nil }
        let text = try PrometheusText(parsing: await metrics.text())
        let row = ["route": "/v1/a", "method": "PUT", "status": "201"]
        #expect(text.value("registry_requests_total", row) == 2)
        #expect(
            text.value("registry_requests_total", ["route": "/v1/a", "method": "other", "status": "405"]) == 1)
        #expect(text.value("registry_problems_total", ["code": "clock-wrong"]) == 1)
        #expect(text.value("registry_requests_open") == 1)
        #expect(text.value("registry_test") == 0.5 && text.kinds["registry_silent"] == "gauge")
        func bucket(_ bound: String) -> Double? {
            text.value("registry_request_seconds_bucket", ["route": "/v1/a", "le": bound])
        }
        #expect(bucket("0.005") == 1 && bucket("0.025") == 2 && bucket("30") == 2 && bucket("+Inf") == 3)
        #expect(text.value("registry_request_seconds_count", ["route": "/v1/a"]) == 3)
    }

    @Test("a label's value cannot end its line")
    func escaping() async throws {
        let metrics = Metrics()
        metrics.counter("x", "A test.", ["a"]).add(1, ["\"}\n\\"])
        #expect(await metrics.text() == "# HELP x A test.\n# TYPE x counter\nx{a=\"\\\"}\\n\\\\\"} 1\n")
    }

    @Test("the log is one JSON object a line, its trace beside the message")
    func log() throws {
        let written = Lines()
        var logger = Logger(label: "test") { JSONLogHandler(label: $0) { written.add($0) } }
        logger[metadataKey: "trace"] = "0af7651916cd43dd8448eb211c80319c"
        logger.info("A request\nwas answered", metadata: ["status": "200"])
        logger.debug("not shown")
        let all = written.all
        #expect(all.count == 1 && all.first?.last == 0x0A && all.first?.dropLast().contains(0x0A) == false)
        let json = try JSONValue(parsing: Array(try #require(all.first).dropLast()))
        #expect(json["message"]?.string == "A request\nwas answered" && json["level"]?.string == "info")
        #expect(json["trace"]?.string == "0af7651916cd43dd8448eb211c80319c")
        #expect(json["fields"]?["status"]?.string == "200" && json["fields"]?["trace"] == nil)
    }
}

/// Lines that a log wrote.
private final class Lines: Sendable {
    private let lines = Mutex<[[UInt8]]>([])
    var all: [[UInt8]] { lines.withLock { $0 } }
    func add(_ line: [UInt8]) { lines.withLock { $0.append(line) } }
}
