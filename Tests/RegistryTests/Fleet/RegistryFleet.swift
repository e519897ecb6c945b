import CardCrypto
import DocumentPKI
import Foundation
import Synchronization
import Testing
import VirtualCard

@testable import Registry

/// Several `idregistry serve` beside each other, one database behind them: real processes on real sockets.
final class RegistryFleet: Sendable {
    let temporary = TemporaryFolder()
    let registry: RegistryFolder
    let document: SyntheticDocument
    private let authority: StationCA
    private let members = Mutex<[Int: (process: Process, port: Int)]>([:])

    /// A registry's folder whose database is where a connection string leads.
    init(database: String) throws {
        let folder = try RegistryFolder.create(at: "\(temporary.path)/registry", name: "registry.example/fleet")
        try folder.createCertificates(serverNames: "DNS:localhost", at: Date())
        document = try SyntheticDocument(country: DemoCountry.create(in: "\(temporary.path)/country", at: Date()))
        try TrustFolder("\(temporary.path)/country/trust").copy(to: folder.trustPath)
        try DurableFile.create("\(folder.path)/database.conf", Array("\(database)\n".utf8), mode: 0o600)
        registry = try RegistryFolder.load(from: folder.path)
        authority = try folder.stationCA()
    }

    deinit { for number in members.withLock({ Array($0.keys) }) { kill(number) } }

    /// Starts a member, and waits until it listens.
    func start(_ number: Int) async throws {
        let process = Process()
        process.executableURL = URL(filePath: Program.own("idregistry"))
        process.arguments = ["serve", registry.path, "--port", "0"]
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        (process.standardOutput, process.standardError) = (output, FileHandle.nullDevice)
        let said = try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                do {
                    try process.run()
                    continuation.resume(
                        returning: String(decoding: output.fileHandleForReading.availableData, as: UTF8.self))
                } catch { continuation.resume(throwing: error) }
            }
        }
        let port = try #require(Int(said.filter(\.isNumber)), "\(said)")
        members.withLock { $0[number] = (process, port) }
    }

    /// Ends a member without a chance to say anything.
    func kill(_ number: Int) {
        let member = members.withLock { $0.removeValue(forKey: number) }
        if let member { Foundation.kill(member.process.processIdentifier, SIGKILL) }
    }

    var ports: [Int] { members.withLock { $0.values.map(\.port).sorted() } }

    /// A station of the fleet, which asks whichever member answers.
    func station(_ name: String) throws -> FleetStation {
        let id = try #require(StationID(name))
        let (client, signer) = (
            try authority.issueClient(id, at: Date()), try authority.issueSigner(id, at: Date())
        )
        let recorder = RecordingStation(id: id, sealingKey: registry.description.sealingKey) { manifest in
            try SignedData.sign(
                manifest, key: signer.key, certificate: signer.certificate, digest: .sha256, signingTime: Date(),
                isDetached: true, isCAdES: true)
        }
        return FleetStation(
            fleet: self, recorder: recorder, certificatePEM: try client.certificate.pem,
            keyPEM: String(decoding: try client.key.pem().exposed(), as: UTF8.self),
            caPEM: try authority.certificate.pem)
    }

    /// What `idregistry log verify` says.
    func verify() async throws -> (status: Int32, output: String) {
        try await Program.run(Program.own("idregistry"), ["log", "verify", registry.path])
    }
}

/// A station that makes records and sends each until it has its receipt.
struct FleetStation: Sendable {
    let fleet: RegistryFleet
    let recorder: RecordingStation
    let certificatePEM: String
    let keyPEM: String
    let caPEM: String

    /// Sends records one after the other as long as it is told to; their receipts in order.
    func work(while isGoingOn: @Sendable (_ sent: Int) -> Bool) async throws -> [Receipt] {
        var receipts: [Receipt] = []
        var previous = ContentDigest.none
        while isGoingOn(receipts.count) {
            let record = try recorder.record(
                receipts.count + 1, after: previous, files: fleet.document.files, claims: fleet.document.claims)
            receipts.append(try await send(record))
            previous = record.signed.digest
        }
        return receipts
    }

    private func send(_ record: RecordingStation.Record) async throws -> Receipt {
        let end = ContinuousClock.now + .seconds(120)
        while .now < end {
            if let port = fleet.ports.randomElement() {
                let delivery = try await with(port) { client in
                    try await client.deliver(record.signed, logKey: fleet.registry.description.logKey) {
                        try record.piece($0)
                    }
                }
                switch delivery {
                case .delivered(let receipt): return receipt
                case .refused(let problem) where problem.retryable: break
                case .unreachable: break
                default: throw RegistryError(.storageFailed, "\(delivery)", fault: .registry)
                }
            }
            try await Task.sleep(for: .milliseconds(200))
        }
        throw RegistryError(.storageFailed, "no registry took the record in two minutes", fault: .registry)
    }

    /// The receipt of a record as the registry has it.
    func receipt(_ sequence: Int) async throws -> [UInt8] {
        try await with(try #require(fleet.ports.first)) { try await $0.receipt(sequence: sequence, of: recorder.id) }
    }

    private func with<Value: Sendable>(_ port: Int, _ body: (RegistryClient) async throws -> Value) async throws
        -> Value
    {
        var configuration = RegistryClient.Configuration(
            address: "https://localhost:\(port)", certificatePEM: certificatePEM, privateKeyPEM: keyPEM,
            trustRootsPEM: caPEM)
        configuration.replyKey = fleet.registry.description.replyKey
        configuration.connectTimeout = 5
        configuration.requestTimeout = 60
        let client = try RegistryClient(configuration)
        let result: Result<Value, any Error>
        do { result = .success(try await body(client)) } catch { result = .failure(error) }
        try await client.shutdown()
        return try result.get()
    }
}
