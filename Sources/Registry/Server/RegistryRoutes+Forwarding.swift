import Hummingbird
import NIOCore

/// States and statements: each handler decodes, calls the API, encodes.
extension RegistryRoutes {
    func addForwarding(to router: Router<StationContext>) {
        router.get("v1/stations/{station}/records", use: getStates)
        router.put("v1/stations/{station}/statements/{number}", use: putStatement)
    }

    @Sendable private func getStates(_ request: Request, _ context: StationContext) async throws -> Response {
        let station = try await context.station()
        let text = request.uri.queryParameters.get("after") ?? "0"
        guard let change = DecimalText.number(text[...]), change <= JSONValue.largestInteger else {
            throw ProblemDetails.malformedRequest("after is no number from 0.")
        }
        return Self.answer(
            .ok, try RecordStateList(try await api.stateChanges(of: station, after: change)).serialized())
    }

    @Sendable private func putStatement(_ request: Request, _ context: StationContext) async throws -> Response {
        let station = try await context.station()
        let number = try context.sequence("number")
        let statement = try SignedStatement(
            parsing: try await body(of: request, limit: SignedStatement.maximumSize))
        return Self.answer(.ok, try await api.reconcile(statement, number: number, of: station).serialized())
    }
}
