import Hummingbird

/// What the people and programs that run a registry or a station look at: metrics, liveness, readiness. Nothing of a person
/// is there.
struct OperationsRoutes {
    let metrics: Metrics
    let health: RegistryHealth

    func router() -> Router<StationContext> {
        let router = Router(context: StationContext.self)
        let table = RouteTable()
        router.add(middleware: ProblemResponses(routes: table))
        router.get("metrics") { _, _ in
            RegistryRoutes.answer(.ok, Array(await metrics.text().utf8), mediaType: Metrics.mediaType)
        }
        router.get("health/live") { _, _ in
            RegistryRoutes.answer(.ok, try JSONValue.object(["status": "ok"]).canonical())
        }
        router.get("health/ready") { _, _ in try await ready() }
        table.fill(from: router)
        return router
    }

    private func ready() async throws -> Response {
        let results = await health.look()
        let isReady = results.allSatisfy { $0.fault == nil }
        let checks = Dictionary(results.map { ($0.name, JSONValue.string($0.fault ?? "ok")) }) { first, _ in first }
        let json: JSONValue = ["status": .string(isReady ? "ok" : "not-ready"), "checks": .object(checks)]
        return RegistryRoutes.answer(isReady ? .ok : .serviceUnavailable, try json.canonical())
    }
}
