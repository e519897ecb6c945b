import Synchronization

extension Metrics {
    /// A number that only grows, one for each combination of label values.
    package final class Counter: Sendable {
        private let labels: [String]
        private let values = Mutex<[[String]: Double]>([:])

        init(labels: [String]) { self.labels = labels }

        /// Adds so much to the row of these values, one for each label, in order.
        package func add(_ amount: Double, _ values: [String]) {
            self.values.withLock { $0[values, default: 0] += amount }
        }

        var rows: [Row] {
            values.withLock { $0 }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
                .map { Row(labels: Array(zip(labels, $0.key).map { (name: $0, value: $1) }), value: $0.value) }
        }
    }

    /// A number that grows and shrinks.
    package final class Gauge: Sendable {
        private let stored = Mutex(0.0)

        func add(_ amount: Double) { stored.withLock { $0 += amount } }
        var value: Double { stored.withLock { $0 } }
    }

    /// How many values were at most so large, their sum and their number, for each combination of label values.
    package final class Histogram: Sendable {
        private struct Series {
            var counts: [Double]
            var sum = 0.0
        }

        private let labels: [String]
        private let bounds: [Double]
        private let series = Mutex<[[String]: Series]>([:])

        init(labels: [String], bounds: [Double]) {
            self.labels = labels
            self.bounds = bounds + [.infinity]
        }

        package func observe(_ value: Double, _ values: [String]) {
            series.withLock { series in
                var one = series[values] ?? Series(counts: bounds.map { _ in 0 })
                for (index, bound) in bounds.enumerated() where value <= bound { one.counts[index] += 1 }
                one.sum += value
                series[values] = one
            }
        }

        var rows: [Row] {
            let sorted = series.withLock { $0 }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
            return sorted.flatMap { values, one in
                let own = Array(zip(labels, values).map { (name: $0, value: $1) })
                let buckets = zip(bounds, one.counts).map { bound, count in
                    Row(suffix: "_bucket", labels: own + [(name: "le", value: Metrics.number(bound))], value: count)
                }
                return buckets + [
                    Row(suffix: "_sum", labels: own, value: one.sum),
                    Row(suffix: "_count", labels: own, value: one.counts.last ?? 0),
                ]
            }
        }
    }
}
