import Hummingbird
import NIOCore

/// Officers, audit and accounts: each handler decodes, calls the API, encodes.
extension RegistryRoutes {
    func addOfficers(to router: Router<StationContext>) {
        router.get("v1/roster", use: getRoster)
        router.get("v1/stations/{station}/audit", use: getAuditHead)
        router.get("v1/stations/{station}/audit/{number}", use: getAudit)
        router.put("v1/stations/{station}/audit/{number}", use: putAudit)
        router.post("v1/stations/{station}/accounts/inquiry", use: inquire)
    }

    @Sendable private func getRoster(_ request: Request, _ context: StationContext) async throws -> Response {
        _ = try await context.client()
        return Self.answer(.ok, try await api.roster(), mediaType: "application/pkcs7-mime")
    }

    @Sendable private func getAuditHead(_ request: Request, _ context: StationContext) async throws -> Response {
        Self.answer(.ok, try await api.auditHead(of: try await context.station()).serialized())
    }

    @Sendable private func getAudit(_ request: Request, _ context: StationContext) async throws -> Response {
        let station = try await context.station()
        let entries = try await api.auditEntries(from: try context.sequence("number"), of: station)
        return Self.answer(.ok, try AuditBatch(entries).serialized())
    }

    @Sendable private func putAudit(_ request: Request, _ context: StationContext) async throws -> Response {
        let station = try await context.station()
        let number = try context.sequence("number")
        let batch = try AuditBatch(parsing: try await body(of: request, limit: AuditBatch.maximumSize))
        guard batch.entries.first?.number == number else {
            throw ProblemDetails.malformedRequest("The first entry has another number than the path.")
        }
        return Self.answer(.ok, try await api.append(audit: batch.entries, of: station).serialized())
    }

    @Sendable private func inquire(_ request: Request, _ context: StationContext) async throws -> Response {
        let station = try await context.station()
        let question = try AccountQuestion(parsing: try await body(of: request, limit: AccountQuestion.maximumSize))
        let answer = try await api.inquire(
            personalNumber: question.facts.holder, phone: question.facts.phone, of: station)
        return Self.answer(.ok, try answer.serialized())
    }
}
