import Synchronization

/// Counters, gauges and histograms in Prometheus' text format, version 0.0.4.
///
/// Label values come from routes, methods, statuses and codes of our own, never from a client's bytes: the number of
/// rows is bounded by the program.
package final class Metrics: Sendable {
    /// The media type of the text.
    package static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

    private struct Family {
        let name: String
        let help: String
        let kind: String
        let rows: @Sendable () async -> [Row]
    }

    /// One line of the text.
    package struct Row: Sendable {
        var suffix = ""
        let labels: [(name: String, value: String)]
        let value: Double
    }

    private let families = Mutex<[Family]>([])

    package init() {}

    package func counter(_ name: String, _ help: String, _ labels: [String]) -> Counter {
        let counter = Counter(labels: labels)
        add(name, help, "counter") { counter.rows }
        return counter
    }

    func gauge(_ name: String, _ help: String) -> Gauge {
        let gauge = Gauge()
        add(name, help, "gauge") { [Row(labels: [], value: gauge.value)] }
        return gauge
    }

    package func gauge(_ name: String, _ help: String, _ read: @escaping @Sendable () async -> Double?) {
        add(name, help, "gauge") { await read().map { [Row(labels: [], value: $0)] } ?? [] }
    }

    /// A gauge with a row for each combination of label values, read when somebody asks.
    package func gauge(
        _ name: String, _ help: String, _ labels: [String],
        _ read: @escaping @Sendable () async -> [(values: [String], value: Double)]
    ) {
        add(name, help, "gauge") {
            await read().map {
                Row(labels: Array(zip(labels, $0.values).map { (name: $0, value: $1) }), value: $0.value)
            }
        }
    }

    package func histogram(_ name: String, _ help: String, _ labels: [String], bounds: [Double]) -> Histogram {
        let histogram = Histogram(labels: labels, bounds: bounds)
        add(name, help, "histogram") { histogram.rows }
        return histogram
    }

    private func add(_ name: String, _ help: String, _ kind: String, _ rows: @escaping @Sendable () async -> [Row]) {
        families.withLock { $0.append(Family(name: name, help: help, kind: kind, rows: rows)) }
    }

    /// The text: each family with its help, its kind and its rows.
    package func text() async -> String {
        var text = ""
        for family in families.withLock({ $0 }) {
            text += "# HELP \(family.name) \(family.help)\n# TYPE \(family.name) \(family.kind)\n"
            for row in await family.rows() {
                let labels = row.labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
                text += "\(family.name)\(row.suffix)\(labels.isEmpty ? "" : "{\(labels)}") \(Self.number(row.value))\n"
            }
        }
        return text
    }

    private static func escaped(_ value: String) -> String {
        value.flatMap { character in
            switch character {
            case "\\": Array(#"\\"#)
            case "\"": Array(#"\""#)
            case "\n": Array(#"\n"#)
            default: [character]
            }
        }.reduce(into: "") { $0.append($1) }
    }

    static func number(_ value: Double) -> String {
        if value == .infinity { return "+Inf" }
        if let whole = Int(exactly: value) { return String(whole) }
        return "\(value)"
    }
}
