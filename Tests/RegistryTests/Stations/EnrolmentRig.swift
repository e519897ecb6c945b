import CardCrypto
import DocumentPKI
import FoundationEssentials
import Logging
import ServiceLifecycle
import Synchronization
import Testing

@testable import Registry

/// A registry in a folder whose two ports run on real TLS sockets, with a clock that a test sets.
struct EnrolmentRig {
    /// A clock that stands.
    final class Clock: Sendable {
        private let time = Mutex(Date())
        var now: Date { time.withLock { $0 } }
        func advance(days: Double) { time.withLock { $0 += days * 86_400 } }
    }

    let temporary = TemporaryFolder()
    let folder: RegistryFolder
    let storage: any RegistryStorage
    let clock = Clock()
    let enrolment: StationEnrolment
    let name: StationID

    init() throws {
        folder = try StorageKind.settle(
            RegistryFolder.create(at: "\(temporary.path)/registry", name: "registry.example/level-2"))
        try folder.createCertificates(serverNames: "DNS:localhost", at: Date())
        storage = try folder.storage()
        let clock = clock
        enrolment = StationEnrolment(
            storage: storage, authority: try folder.stationCA(), description: folder.description,
            clock: { clock.now })
        name = try #require(StationID("station-1"))
    }

    /// A code for the station.
    func invite(hours: Double = 24, days: Int = 730) async throws -> EnrolmentCode {
        try await enrolment.invite(
            name, address: "https://localhost:1", life: hours * 3600, days: days, procedures: [1, 2, 3]
        ).code
    }

    /// The two keys of a station that wants certificates.
    struct Keys: Sendable {
        let tls: PrivateKey
        let signing: PrivateKey

        init(_ curve: EllipticCurve.Name = .p256) throws {
            (tls, signing) = (try .generate(.ec(curve)), try .generate(.ec(curve)))
        }

        func requests(_ code: String?) throws -> CertificateRequests {
            CertificateRequests(
                code: code, tls: try CertificateRequest(for: tls, commonName: "new"),
                signing: try CertificateRequest(for: signing, commonName: "new"))
        }
    }

    /// Both ports, for the time of the body.
    func serve<Value: Sendable>(
        _ body: (_ publicAddress: String, _ address: String) async throws -> Value
    ) async throws -> Value {
        var logger = Logger(label: "registry")
        logger.logLevel = .critical
        let open = try PublicRegistryService(
            routes: PublicRoutes(enrolment: enrolment),
            configuration: folder.serverConfiguration(host: "127.0.0.1", port: 0),
            logger: logger)
        let intake = RecordIntake(
            storage: storage, log: folder.log,
            stations: StationAuthority([try folder.stationCA().certificate]),
            examination: RecordExamination(openingKey: folder.openingKey, trust: { TrustStore(anchors: []) }))
        let closed = try RegistryService(
            api: intake, register: StationRegister(storage), enrolment: enrolment,
            configuration: folder.serverConfiguration(host: "127.0.0.1", port: 0), logger: logger)
        let group = ServiceGroup(configuration: .init(services: [open, closed], logger: logger))
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            do {
                let value = try await body(
                    "https://localhost:\(try await open.port)", "https://localhost:\(try await closed.port)")
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
                return value
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
        }
    }

    /// Enrols by the real client.
    func enrol(_ code: EnrolmentCode, _ keys: Keys, at address: String) async throws -> IssuedIdentity {
        let client = try EnrolmentClient(address: address)
        let authority = try await client.authority(namedBy: code)
        return try await client.enrol(keys.requests(code.text), trusting: authority)
    }

    /// Runs the body with a client that has these certificates.
    func withClient<Value: Sendable>(
        _ identity: IssuedIdentity, _ keys: Keys, at address: String, _ body: (RegistryClient) async throws -> Value
    ) async throws -> Value {
        let client = try RegistryClient(
            RegistryClient.Configuration(
                address: address, certificatePEM: identity.tls.pem,
                privateKeyPEM: String(decoding: keys.tls.pem().exposed(), as: UTF8.self),
                trustRootsPEM: identity.authority.pem))
        let result: Result<Value, any Error>
        do { result = .success(try await body(client)) } catch { result = .failure(error) }
        try await client.shutdown()
        return try result.get()
    }
}

/// The problem that a body ends with.
func problem(_ body: () async throws -> Void) async throws -> ProblemDetails {
    try #require(await #expect(throws: ProblemDetails.self) { try await body() })
}
