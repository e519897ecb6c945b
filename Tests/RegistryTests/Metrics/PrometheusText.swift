import Testing

/// A strict reader of Prometheus' text format 0.0.4, for what the registry writes.
struct PrometheusText {
    struct Sample {
        let name: String
        let labels: [String: String]
        let value: Double
    }

    private(set) var kinds: [String: String] = [:]
    private(set) var samples: [Sample] = []

    /// Reads the text; every line must be of the format, every sample of a family that was announced just before.
    init(parsing text: String) throws {
        #expect(text.hasSuffix("\n"))
        var family = ""
        for line in text.split(separator: "\n") {
            if let match = line.wholeMatch(of: /# HELP ([a-z_]+) .+/) {
                family = String(match.1)
                try #require(kinds[family] == nil, "\(family) stands twice")
            } else if let match = line.wholeMatch(of: /# TYPE ([a-z_]+) (counter|gauge|histogram)/) {
                try #require(String(match.1) == family)
                kinds[family] = String(match.2)
            } else {
                let match = try #require(
                    line.wholeMatch(of: /([a-z_]+)(?:\{(.*)\})? (\+Inf|-?[0-9.]+(?:e[-+]?[0-9]+)?)/), "\(line)")
                let name = String(match.1)
                let isHistogram = kinds[family] == "histogram"
                let known = isHistogram ? ["_bucket", "_sum", "_count"].map { family + $0 } : [family]
                try #require(known.contains(name), "\(name) is not of \(family)")
                samples.append(
                    Sample(
                        name: name, labels: try Self.labels(match.2.map(String.init) ?? ""),
                        value: try #require(match.3 == "+Inf" ? .infinity : Double(match.3))))
            }
        }
    }

    private static func labels(_ text: String) throws -> [String: String] {
        var labels: [String: String] = [:]
        for match in text.matches(of: /([a-z_]+)="((?:[^"\\]|\\["\\n])*)",?/) {
            try #require(labels[String(match.1)] == nil)
            labels[String(match.1)] = String(match.2)
        }
        return labels
    }

    func value(_ name: String, _ labels: [String: String] = [:]) -> Double? {
        samples.first { $0.name == name && $0.labels == labels }?.value
    }
}
