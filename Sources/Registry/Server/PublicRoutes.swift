import Hummingbird

/// The registry's resources for everybody: each handler decodes, calls, encodes.
package struct PublicRoutes: Sendable {
    /// Who gives new stations their certificates; nil where nobody does.
    let enrolment: StationEnrolment?
    /// The log; nil where it is not shown.
    let log: LogTiles?
    let metrics: RegistryMetrics
    /// What each address may have; nil where addresses are not told apart, as behind a proxy.
    let peers: PeerLimits?

    /// - Parameters:
    ///   - enrolment: who gives new stations their certificates; nil where nobody does.
    ///   - log: the log; nil where it is not shown.
    ///   - metrics: what counts the requests.
    ///   - peers: what each address may have; nil where addresses are not told apart.
    package init(
        enrolment: StationEnrolment? = nil, log: LogTiles? = nil, metrics: RegistryMetrics = RegistryMetrics(),
        peers: PeerLimits? = nil
    ) {
        self.enrolment = enrolment
        self.log = log
        self.metrics = metrics
        self.peers = peers
    }

    func router() -> Router<StationContext> {
        let router = Router(context: StationContext.self)
        let table = RouteTable()
        router.add(middleware: RequestTracing(metrics: metrics))
        router.add(middleware: ProblemResponses(routes: table, metrics: metrics))
        if let peers { router.add(middleware: PeerAdmission(rate: PeerRate(peers))) }
        router.add(middleware: RequestAdmission(limits, byPeer: peers != nil))
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

    /// Where addresses are not told apart nobody is told from anybody else.
    private var limits: AdmissionControl.Limits {
        var limits = AdmissionControl.Limits()
        (limits.inWorkOfOne, limits.waitingOfOne) = (
            peers?.inWork ?? limits.inWork, peers?.waiting ?? limits.waiting
        )
        return limits
    }
}
