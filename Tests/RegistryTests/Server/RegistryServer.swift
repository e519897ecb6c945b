import DocumentPKI
import FoundationEssentials
import Logging
import ServiceLifecycle

@testable import Registry

/// A registry on a real TLS socket of the loopback interface, for the time of one test.
struct RegistryServer {
    let pki: StationPKI
    let server: StationPKI.Identity
    let port: Int
    var replyKey: ReplyKey?

    /// A client with this identity, which trusts the CA of this server or of another.
    func client(
        _ identity: StationPKI.Identity, trusting other: StationPKI? = nil,
        _ change: (inout RegistryClient.Configuration) -> Void = { _ in }
    ) throws -> RegistryClient {
        var configuration = RegistryClient.Configuration(
            address: "https://localhost:\(port)", certificatePEM: identity.certificate, privateKeyPEM: identity.key,
            trustRootsPEM: try (other ?? pki).caPEM)
        configuration.connectTimeout = 5
        configuration.requestTimeout = 20
        configuration.replyKey = replyKey
        change(&configuration)
        return try RegistryClient(configuration)
    }

    /// Runs the body with a client of the station of this name, and closes its connections.
    func withClient<Value: Sendable>(
        _ station: String, of stations: StationPKI? = nil, trusting other: StationPKI? = nil,
        _ body: (RegistryClient) async throws -> Value
    ) async throws -> Value {
        try await withClient(as: try (stations ?? pki).issue(station), trusting: other, body)
    }

    /// Runs the body with a client of this identity, and closes its connections.
    func withClient<Value: Sendable>(
        as identity: StationPKI.Identity, trusting other: StationPKI? = nil,
        changing change: (inout RegistryClient.Configuration) -> Void = { _ in },
        _ body: (RegistryClient) async throws -> Value
    ) async throws -> Value {
        let client = try client(identity, trusting: other, change)
        let result: Result<Value, any Error>
        do { result = .success(try await body(client)) } catch { result = .failure(error) }
        try await client.shutdown()
        return try result.get()
    }

    /// Runs a registry, and shuts it down gracefully when the body is done.
    static func run<Value: Sendable>(
        api: any RegistryAPI, pki: StationPKI, port: Int = 0, bodyTimeout: Int = 20,
        limits: AdmissionControl.Limits = .init(), replyKey: ReplySigningKey? = nil,
        changing change: (inout RegistryService.Configuration) -> Void = { _ in },
        _ body: (RegistryServer) async throws -> Value
    ) async throws -> Value {
        let identity = try pki.issue("registry", san: "DNS:localhost")
        var configuration = RegistryService.Configuration(
            port: port, certificatePEM: identity.certificate, privateKeyPEM: identity.key,
            stationAuthorityPEM: try pki.caPEM)
        configuration.bodyTimeout = bodyTimeout
        configuration.limits = limits
        let replyKey = try replyKey ?? ReplySigningKey()
        configuration.replyKey = replyKey
        change(&configuration)
        var logger = Logger(label: "registry")
        logger.logLevel = .critical
        let service = try RegistryService(api: api, configuration: configuration, logger: logger)
        let group = ServiceGroup(configuration: .init(services: [service], logger: logger))
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            do {
                let server = RegistryServer(
                    pki: pki, server: identity, port: try await service.port, replyKey: replyKey.replyKey)
                let value = try await body(server)
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
                return value
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
        }
    }
}

extension RecordIntake {
    /// A registry in a folder, for tests that bring no record.
    static func forTransport(in folder: TemporaryFolder) throws -> RecordIntake {
        RecordIntake(
            storage: try StorageKind.open(in: folder),
            log: TransparencyLog(key: try LogSigningKey(name: "registry.example/log")), stations: StationAuthority([]),
            examination: RecordExamination(openingKey: OpeningKey(), trust: { TrustStore(anchors: []) }))
    }
}
