import NIOHTTP1

extension RegistryClient {
    package func roster() async throws -> [UInt8] {
        try await exchange(.GET, "/v1/roster", atMost: Roster.maximumSize).body
    }

    package func auditHead(of station: StationID) async throws -> AuditHead {
        try Self.head(await exchange(.GET, "/v1/stations/\(station)/audit").body)
    }

    package func auditEntries(from number: Int, of station: StationID) async throws -> [AuditEntry] {
        let answer = try await exchange(
            .GET, "/v1/stations/\(station)/audit/\(number)", atMost: AuditBatch.maximumSize)
        do { return try AuditBatch(parsing: answer.body).entries } catch {
            throw Unreachable(.notARegistry, "the audit entries are not of the known form", retryable: false)
        }
    }

    package func append(audit entries: [AuditEntry], of station: StationID) async throws -> AuditHead {
        guard let first = entries.first else { return try await auditHead(of: station) }
        let body = try AuditBatch(entries).serialized()
        return try Self.head(
            await exchange(.PUT, "/v1/stations/\(station)/audit/\(first.number)", body: body).body)
    }

    package func inquire(
        personalNumber: String, phone: String?, of station: StationID
    ) async throws -> AccountInquiry {
        let body = try AccountQuestion(personalNumber: personalNumber, phone: phone).serialized()
        let answer = try await exchange(.POST, "/v1/stations/\(station)/accounts/inquiry", body: body)
        do { return try AccountInquiry(parsing: answer.body) } catch {
            throw Unreachable(.notARegistry, "the answer about an account is not of the known form", retryable: false)
        }
    }

    private static func head(_ bytes: [UInt8]) throws -> AuditHead {
        do { return try AuditHead(parsing: bytes) } catch {
            throw Unreachable(.notARegistry, "the end of the audit log is not of the known form", retryable: false)
        }
    }
}
