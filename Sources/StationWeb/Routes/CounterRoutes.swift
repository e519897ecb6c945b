import Hummingbird

/// The counter's one resource: an action in, a view out.
struct CounterRoutes: Sendable {
    let counter: any Counter
    let pages: PageSession

    /// A portrait in base 64 is the largest that a page sends.
    private static let largestBody = 8 << 20

    @Sendable func perform(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let action: CounterAction
        switch try await pages.decode(CounterAction.self, of: request, atMost: Self.largestBody) {
        case .success(let asked): action = asked
        case .failure(let refusal):
            return try Answer.failure(refusal.failure, status: refusal.status, pages.failures)
        }
        let browser = try pages.browser(of: request)
        do {
            return try Answer.json(try await counter.perform(action, from: browser))
        } catch let failure as DeskFailure {
            // Nothing of what was entered is lost by a failure, and the page shows where it is.
            let view = action.name == .look ? nil : try? await counter.perform(CounterAction(.look), from: browser)
            return try Answer.failure(failure, status: .unprocessableContent, pages.failures, view: view)
        }
    }
}
