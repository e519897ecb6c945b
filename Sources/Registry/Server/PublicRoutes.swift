import Hummingbird

/// The registry's resources for everybody: each handler decodes, calls, encodes.
package struct PublicRoutes: Sendable {
    /// Who gives new stations their certificates; nil where nobody does.
    let enrolment: StationEnrolment?

    package init(enrolment: StationEnrolment? = nil) { self.enrolment = enrolment }

    func router() -> Router<StationContext> {
        let router = Router(context: StationContext.self)
        router.add(middleware: ProblemResponses())
        router.get("v1/health") { _, _ in
            try RegistryRoutes.answer(.ok, JSONValue.object(["status": "ok"]).canonical())
        }
        addEnrolment(to: router)
        return router
    }
}
