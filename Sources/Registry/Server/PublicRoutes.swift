import Hummingbird

/// The registry's resources for everybody: each handler decodes, calls, encodes.
package struct PublicRoutes: Sendable {
    /// The log; nil where it is not shown.
    let log: LogTiles?

    package init(log: LogTiles? = nil) { self.log = log }

    func router() -> Router<StationContext> {
        let router = Router(context: StationContext.self)
        router.add(middleware: ProblemResponses())
        router.get("v1/health") { _, _ in
            try RegistryRoutes.answer(.ok, JSONValue.object(["status": "ok"]).canonical())
        }
        addLog(to: router)
        return router
    }
}
