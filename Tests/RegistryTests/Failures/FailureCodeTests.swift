import FoundationEssentials
import Testing

@testable import Registry

/// Failures of what is sent, kept and signed, each brought about by bytes that give it.
@Suite("The registry's own failures, by their codes")
struct FailureCodeTests {
    typealias Case = (code: String, body: @Sendable () async throws -> Void)

    private static let text = Array("{}".utf8)
    private static let time = Timestamp(Date(timeIntervalSince1970: 1_790_000_000))

    static let cases: [Case] = [
        ("malformed-json", { _ = try JSONValue(parsingCanonical: Array("{".utf8)) }),
        ("malformed-manifest", { _ = try RecordManifest(parsing: text) }),
        ("malformed-roster", { _ = try Roster(parsing: text) }),
        ("malformed-audit-entry", { _ = try AuditEntry(parsing: text) }),
        ("malformed-procedure-bundle", { _ = try ProcedureBundle(parsing: text) }),
        ("malformed-bundle", { _ = try RecordBundle(parsing: text) }),
        ("malformed-bundle", { _ = try ReceiptBundle(parsing: text) }),
        ("malformed-container", { _ = try RecordContainer(parsing: text) }),
        ("malformed-statement", { _ = try StationStatement(parsing: text) }),
        ("malformed-receipt", { _ = try Receipt.verify(text, by: LogSigningKey(name: "a/log").verifierKey) }),
        ("seal-broken", { _ = try OpeningKey().open(text, in: SealTests.context()) }),
        (
            "too-large",
            {
                let sealed = [UInt8](repeating: 0, count: RegistryLimits.sealedPartSize + 1)
                _ = try OpeningKey().open(sealed, in: SealTests.context())
            }
        ),
        ("key-unusable", { _ = try OpeningKey(pem: "none") }),
        ("log-broken", { _ = try MerkleTree.inclusionProof(index: 1, size: 1, in: KnownNodes([:])) }),
        (
            "storage-failed",
            {
                let folder = TemporaryFolder()
                let storage = try SQLStorage(path: "\(folder.path)/registry.sqlite")
                _ = try await storage.database.write { try $0.execute("DROP TABLE parts", []) }
                _ = try await storage.missingParts(among: [.none], of: #require(StationID("station-1")))
            }
        ),
    ]

    @Test("each comes from bytes, keys or a database that give it", arguments: cases.indices)
    func code(number: Int) async {
        let (code, body) = Self.cases[number]
        let error = await #expect(throws: RegistryError.self) { try await body() }
        #expect(error?.code.rawValue == code, "\(String(describing: error))")
    }

    @Test("a second registry at the same port does not listen")
    func notListening() async throws {
        let folder = TemporaryFolder()
        let (pki, intake) = (try StationPKI(), try RecordIntake.forTransport(in: folder))
        let error = await #expect(throws: RegistryError.self) {
            try await RegistryServer.run(api: intake, pki: pki) { first in
                try await RegistryServer.run(api: intake, pki: pki, port: first.port) { _ in }
            }
        }
        #expect(error?.code.rawValue == "not-listening")
    }
}
