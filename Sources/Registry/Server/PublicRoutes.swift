import Hummingbird

/// The registry's resources for everybody: each handler decodes, calls, encodes.
package struct PublicRoutes: Sendable {
    /// Who gives new stations their certificates; nil where nobody does.
    let enrolment: StationEnrolment?
    /// The log; nil where it is not shown.
    let log: LogTiles?
    let metrics: RegistryMetrics

    /// - Parameters:
    ///   - enrolment: who gives new stations their certificates; nil where nobody does.
    ///   - log: the log; nil where it is not shown.
    ///   - metrics: what counts the requests.
    package init(
        enrolment: StationEnrolment? = nil, log: LogTiles? = nil, metrics: RegistryMetrics = RegistryMetrics()
    ) {
        self.enrolment = enrolment
        self.log = log
        self.metrics = metrics
    }

    func router() -> Router<StationContext> {
        let router = Router(context: StationContext.self)
        let table = RouteTable()
        router.add(middleware: RequestTracing(metrics: metrics))
        router.add(middleware: ProblemResponses(routes: table, metrics: metrics))
        router.add(middleware: RequestAdmission(Self.limits))
        router.get("v1/health") { _, _ in
            try RegistryRoutes.answer(.ok, JSONValue.object(["status": "ok"]).canonical())
        }
        router.get("v1/openapi.yaml") { _, _ in
            RegistryRoutes.answer(.ok, OpenAPIDescription.bytes, mediaType: OpenAPIDescription.mediaType)
        }
        addEnrolment(to: router)
        addLog(to: router)
        table.fill(from: router)
        return router
    }

    /// Nobody is told from anybody else here.
    private static let limits: AdmissionControl.Limits = {
        var limits = AdmissionControl.Limits()
        (limits.inWorkOfOne, limits.waitingOfOne) = (limits.inWork, limits.waiting)
        return limits
    }()
}
