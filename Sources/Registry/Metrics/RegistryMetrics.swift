/// What a registry counts and measures of its requests.
package final class RegistryMetrics: Sendable {
    let metrics = Metrics()
    private let requests: Metrics.Counter
    private let problems: Metrics.Counter
    private let durations: Metrics.Histogram
    private let inWork: Metrics.Gauge

    package init() {
        requests = metrics.counter(
            "registry_requests_total", "Requests answered, by route, method and status.", ["route", "method", "status"])
        problems = metrics.counter("registry_problems_total", "Requests refused, by problem code.", ["code"])
        durations = metrics.histogram(
            "registry_request_seconds", "Time from a request's head to its answer, by route.", ["route"],
            bounds: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30])
        inWork = metrics.gauge("registry_requests_open", "Requests that are not answered yet.")
    }

    func began() { inWork.add(1) }
    func ended() { inWork.add(-1) }

    func answered(route: String, method: String, status: Int, after seconds: Double) {
        // A method that nobody knows must not become a row of its own.
        let known = ["GET", "PUT", "POST", "DELETE", "HEAD"].contains(method) ? method : "other"
        requests.add(1, [route, known, String(status)])
        durations.observe(seconds, [route])
    }

    func refused(_ code: ProblemDetails.Code) { problems.add(1, [code.rawValue]) }

    /// Adds a gauge that is read when somebody asks; nil where it cannot be told now.
    package func gauge(_ name: String, _ help: String, _ read: @escaping @Sendable () async -> Double?) {
        metrics.gauge(name, help, read)
    }

    /// All of them in the Prometheus text format.
    package func text() async -> String { await metrics.text() }
}
