import CardCrypto
import Enrollment
import Foundation
import Registry
import Testing

/// A station that is there already and needs other keys: its certificates ended, or its token broke.
@Suite("Enrolling a station again", .serialized, .timeLimit(.minutes(1)))
struct EnrolAgainTests {
    /// A registry with its public port open.
    private struct Open {
        let folder: RegistryFolder
        let storage: any RegistryStorage
        let address: String

        func invite(_ name: StationID) async throws -> EnrolmentCode {
            try await folder.stationEnrolment(storage).invite(
                name, address: "https://localhost:1", life: 3600, days: 30, procedures: nil
            ).code
        }
    }

    private func withRegistry(_ body: (Open) async throws -> Void) async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "again-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let folder = try RegistryFolder.create(at: path, name: "registry.test/again")
        try folder.createCertificates(serverNames: "DNS:localhost", at: Date())
        let storage = try folder.storage()
        let service = try PublicRegistryService(
            routes: PublicRoutes(enrolment: folder.stationEnrolment(storage)),
            configuration: folder.serverConfiguration(host: "127.0.0.1", port: 0), logger: Fixture.quiet)
        let running = Task { try await service.run() }
        defer { running.cancel() }
        let port = try await service.port
        try await body(Open(folder: folder, storage: storage, address: "https://localhost:\(port)"))
    }

    @Test("a new code gives other keys and certificates, and the records stay")
    func again() async throws {
        try await withRegistry { registry in
            let name = try #require(StationID("test-001"))
            let path = "\(registry.folder.path)/station"
            try registry.folder.createStation(name, at: path, address: "https://localhost:1", time: Date())
            let station = try StationFolder.load(path)
            _ = try station.store()
            let old = try station.certificate(station.identity().signing)
            let code = try await registry.invite(name)
            let client = try EnrolmentClient(address: registry.address)
            let identity = try await station.enrolAgain(by: code, over: client, held: nil, at: Date())
            #expect(identity.generation == 2 && identity.tls.key == .file("tls-2.key"))
            let new = try station.certificate(identity.signing)
            #expect(try new.publicKeyInfo != old.publicKeyInfo)
            _ = try station.sealer()
            #expect(FileManager.default.fileExists(atPath: "\(path)/station.sqlite"))
            #expect(try await registry.storage.station(name)?.state == .active)
        }
    }

    @Test("a code of another registry, or for another station, changes nothing")
    func unfit() async throws {
        try await withRegistry { registry in
            let station = try Fixture.shared.get().station()
            let stranger = try await registry.invite(station.station)
            let client = try EnrolmentClient(address: registry.address)
            let foreign = await #expect(throws: EnrollmentError.self) {
                _ = try await station.enrolAgain(by: stranger, over: client, held: nil, at: Date())
            }
            #expect(foreign?.code == .answerUnfit)
            #expect(try station.identity() == .made)

            let (own, other) = (try #require(StationID("test-001")), try #require(StationID("test-002")))
            let path = "\(registry.folder.path)/station"
            try registry.folder.createStation(own, at: path, address: "https://localhost:1", time: Date())
            let code = try await registry.invite(other)
            let wrong = await #expect(throws: EnrollmentError.self) {
                _ = try await StationFolder.load(path).enrolAgain(by: code, over: client, held: nil, at: Date())
            }
            #expect(wrong?.code == .answerUnfit)
            #expect(try StationFolder.load(path).identity() == .made)
        }
    }
}
