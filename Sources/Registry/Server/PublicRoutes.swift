import Hummingbird

/// The registry's resources for everybody: each handler decodes, calls, encodes.
package struct PublicRoutes: Sendable {
    package init() {}

    func router() -> Router<StationContext> {
        let router = Router(context: StationContext.self)
        router.add(middleware: ProblemResponses())
        router.get("v1/health") { _, _ in
            try RegistryRoutes.answer(.ok, JSONValue.object(["status": "ok"]).canonical())
        }
        return router
    }
}
