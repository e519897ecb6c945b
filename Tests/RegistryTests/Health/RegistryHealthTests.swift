import FoundationEssentials
import Testing

@testable import Registry

/// What readiness says: each fault by its name, and none where all is well.
@Suite("Readiness")
struct RegistryHealthTests {
    let folder = TemporaryFolder()
    let log: TransparencyLog
    let certificate: String
    let now = Date()

    init() throws {
        log = TransparencyLog(key: try LogSigningKey(name: "registry.example/log"))
        certificate = try StationPKI().issue("registry", san: "DNS:localhost").certificate
    }

    private func faults(
        trusted: Int = 1, at time: Date? = nil, certificate other: String? = nil, isClosed: Bool = false
    ) async throws -> [String: String] {
        let storage = try SQLStorage(path: "\(folder.path)/registry.sqlite")
        if isClosed { try await storage.close() }
        let clock = time ?? now
        let health = RegistryHealth(
            storage: storage, log: log, serverCertificatePEM: other ?? certificate, trusted: { trusted },
            clock: { clock })
        let results = await health.look()
        #expect(results.map(\.name) == ["database", "log-key", "trust", "clock"])
        return Dictionary(uniqueKeysWithValues: results.compactMap { name, fault in fault.map { (name, $0) } })
    }

    @Test func allIsWell() async throws { #expect(try await faults().isEmpty) }

    @Test func nothingIsTrusted() async throws { #expect(try await faults(trusted: 0).keys.sorted() == ["trust"]) }

    @Test func theDatabaseIsGone() async throws {
        #expect(try await faults(isClosed: true) == ["database": "the database does not answer"])
    }

    @Test(arguments: [-86_400.0, 86_400])
    func theClockIsWrong(offset: Double) async throws {
        #expect(try await faults(at: now + offset).keys.sorted() == ["clock"])
    }

    @Test func theCertificateIsNone() async throws {
        #expect(try await faults(certificate: "x") == ["clock": "the server's certificate cannot be read"])
    }

    @Test func aCheckThatHangsIsAFault() async throws {
        var health = RegistryHealth(checks: [
            .init("slow") {
                try? await Task.sleep(for: .seconds(600))
                return nil
            }
        ])
        health.timeLimit = 1
        let results = await health.look()
        #expect(results.first?.fault == "no answer within 1 seconds")
    }
}
