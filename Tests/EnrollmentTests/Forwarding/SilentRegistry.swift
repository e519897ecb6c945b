import Registry

/// A registry that cannot be reached, whatever is asked of it.
struct SilentRegistry: RegistryAPI {
    private static let silence = Unreachable(.noConnection, "nobody answers", retryable: true)

    func missingParts(among digests: [ContentDigest], of station: StationID) async throws -> [ContentDigest] {
        throw Self.silence
    }

    func store(part: [UInt8], digest: ContentDigest, of station: StationID) async throws { throw Self.silence }

    func submit(_ record: SignedManifest, sequence: Int, of station: StationID) async throws -> Submission {
        throw Self.silence
    }

    func receipt(sequence: Int, of station: StationID) async throws -> [UInt8] { throw Self.silence }

    func manifest(sequence: Int, of station: StationID) async throws -> SignedManifest { throw Self.silence }

    func stateChanges(of station: StationID, after change: Int) async throws -> [RecordStateChange] {
        throw Self.silence
    }

    func reconcile(_ statement: SignedStatement, number: Int, of station: StationID) async throws -> Reconciliation {
        throw Self.silence
    }

    func roster() async throws -> [UInt8] { throw Self.silence }

    func auditHead(of station: StationID) async throws -> AuditHead { throw Self.silence }

    func auditEntries(from number: Int, of station: StationID) async throws -> [AuditEntry] { throw Self.silence }

    func append(audit entries: [AuditEntry], of station: StationID) async throws -> AuditHead { throw Self.silence }

    func inquire(personalNumber: String, phone: String?, of station: StationID) async throws -> AccountInquiry {
        throw Self.silence
    }

    func events(after number: Int, limit: Int, wait: Int) async throws -> [RegistryEvent] { throw Self.silence }
}
