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
    /// - Parameter database: the file of another connection string than the folder's, to the same database.
    func start(_ number: Int, database: String? = nil) async throws {
        let process = Process()
        process.executableURL = URL(filePath: Program.own("idregistry"))
        process.arguments =
            ["serve", registry.path, "--port", "0"] + (database.map { ["--database", $0] } ?? [])
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

    /// Ends a member as an operator does, and waits until it is gone; what it says with its exit status.
    func end(_ number: Int) async throws -> Int32 {
        let member = try #require(members.withLock { $0.removeValue(forKey: number) })
        return await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                member.process.terminate()
                member.process.waitUntilExit()
                continuation.resume(returning: member.process.terminationStatus)
            }
        }
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
