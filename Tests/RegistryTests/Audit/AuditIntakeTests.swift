import FoundationEssentials
import NIOHTTP1
import Testing

@testable import Registry

/// The audit log on its way over real TLS into a real database.
@Suite("The registry keeps audit logs", .everyStorage)
struct AuditIntakeTests {
    let folder = TemporaryFolder()
    let pki: StationPKI
    let intake: RecordIntake
    let station: StationID

    init() throws {
        pki = try StationPKI()
        intake = try RecordIntake.forTransport(in: folder)
        station = try #require(StationID("test-001"))
    }

    private func with<Value: Sendable>(_ name: String = "test-001", _ body: (RegistryClient) async throws -> Value)
        async throws -> Value
    {
        try await RegistryServer.run(api: intake, pki: pki) { try await $0.withClient(name, body) }
    }

    @Test("entries are appended once, however often they are sent")
    func append() async throws {
        let entries = try AuditChainTests.entries(7, at: station)
        let heads = try entries.map { try $0.head }
        try await with { client in
            let empty = try await client.auditHead(of: station)
            #expect(empty == .empty)
            #expect(try await client.append(audit: Array(entries[..<4]), of: station) == heads[3])
            #expect(try await client.append(audit: Array(entries[..<4]), of: station) == heads[3])
            // Some known, some new.
            #expect(try await client.append(audit: Array(entries[2...]), of: station) == heads[6])
            #expect(try await client.append(audit: [entries[1]], of: station) == heads[6])
            #expect(try await client.auditHead(of: station) == heads[6])
        }
        var chain = AuditChain(of: station)
        chain.walk(try await intake.storage.auditEntries(of: station, after: 0, limit: 100))
        #expect(chain.fault == nil && chain.head == heads[6])
    }

    @Test("a gap may be filled; a fork, at the end or in the past, is refused and changes nothing")
    func refused() async throws {
        let entries = try AuditChainTests.entries(4, at: station)
        let heads = try entries.map { try $0.head }
        let other = try AuditChainTests.entries(4, at: station, saying: "rewritten")
        try await with { client in
            func problem(_ entries: [AuditEntry]) async throws -> ProblemDetails? {
                await #expect(throws: ProblemDetails.self) {
                    _ = try await client.append(audit: entries, of: station)
                }
            }
            #expect(try await problem([entries[1]])?.code == .auditGap)
            _ = try await client.append(audit: Array(entries[..<2]), of: station)
            let gap = try await problem([entries[3]])
            #expect(gap?.code == .auditGap && gap?.retryable == true && gap?.detail.contains("is 3") == true)
            for forked in [Array(other[..<2]), [other[2]], [entries[1], other[2]], [other[0]]] {
                let problem = try await problem(forked)
                #expect(problem?.code == .auditForked && problem?.retryable == false, "\(forked.map(\.number))")
            }
            #expect(try await client.auditHead(of: station) == heads[1])
            _ = try await client.append(audit: Array(entries[2...]), of: station)
        }
    }

    @Test("a station writes in its own log, under the number of its first entry, and not too much at once")
    func wrong() async throws {
        let entries = try AuditChainTests.entries(2, at: station)
        try await with("test-002") { client in
            let foreign = await #expect(throws: ProblemDetails.self) {
                _ = try await client.append(audit: entries, of: station)
            }
            #expect(foreign?.code == .wrongStation)
            let lying = await #expect(throws: ProblemDetails.self) {
                _ = try await client.append(audit: entries, of: #require(StationID("test-002")))
            }
            #expect(lying?.code == .malformedRequest)
        }
        try await with { client in
            let body = try AuditBatch(entries).serialized()
            for (path, body) in [
                ("2", body), ("0", body), ("1", Array("{}".utf8)), ("1", Array(#"{"entries":[1]}"#.utf8)),
                ("1", Array(#"{"entries":[]}"#.utf8)),
            ] {
                let problem = await #expect(throws: ProblemDetails.self) {
                    _ = try await client.exchange(.PUT, "/v1/stations/test-001/audit/\(path)", body: body)
                }
                #expect(problem?.status == 400, "\(path)")
            }
            let many = try AuditChainTests.entries(AuditEntry.mostInABatch + 1, at: station)
            let tooMany = await #expect(throws: ProblemDetails.self) {
                _ = try await client.append(audit: many, of: station)
            }
            #expect(tooMany?.status == 400)
        }
    }

    @Test(
        "the schema itself refuses a gap, a fork and a change of the past",
        arguments: [
            "UPDATE audit_entries SET number = 5 WHERE number = 2",
            "UPDATE audit_entries SET digest = substr(entry, 1, 32) WHERE number = 1",
            "DELETE FROM audit_entries WHERE number = 1",
            "INSERT INTO audit_entries SELECT station, 3, digest, 2, substr(entry, 1, 32), entry, received FROM audit_entries WHERE number = 2",
        ])
    func schema(_ sql: String) async throws {
        let storage = try StorageKind.open(in: folder)
        _ = try await storage.append(
            audit: AuditChainTests.entries(2, at: station), of: station, received: AuditChainTests.time)
        await #expect(throws: RegistryError.self) { try await storage.database.write { try $0.execute(sql, []) } }
    }
}
