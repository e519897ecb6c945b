import CardCrypto
import Diagnosis
import Enrollment
import Foundation
import Registry
import Testing

/// A station's folder, keys, certificates, trust and line, each broken for real.
@Suite("A diagnosis of the station's identity", .timeLimit(.minutes(5)))
struct IdentityDiagnosisTests {
    @Test("a station that is in order is called so")
    func fine() async throws {
        let rig = try DiagnosisRig()
        let checks = await rig.checks()
        for id in [CheckID.folder, .trust, .procedures, .key, .certificate, .database, .queue, .records] {
            #expect(checks[id]?.state == .fine, "\(id): \(String(describing: checks[id]))")
        }
        #expect(checks[.key]?.values["place"] == .name("file"))
        #expect(Set(checks.keys) == Set(CheckID.allCases))
    }

    @Test("a folder that is none; what hangs on it is not known, the machine is")
    func folder() async throws {
        let rig = try DiagnosisRig()
        try FileManager.default.removeItem(atPath: rig.path("station.json"))
        let checks = await rig.checks()
        #expect(checks[.folder]?.finding == .folderUnusable)
        for id in [CheckID.key, .certificate, .trust, .roster, .procedures, .database, .queue, .records, .registry] {
            #expect(checks[id]?.finding == .unknownAfterAnother, "\(id)")
        }
        #expect(checks[.openssl]?.state != .unknown && checks[.disk]?.state != .unknown)
    }

    @Test("a key that others can read, another key than the certificate's, and none")
    func keys() async throws {
        let rig = try DiagnosisRig()
        chmod(rig.path("signing.key"), 0o644)
        #expect(await rig.finding(.key) == .keyOpen)
        try FileManager.default.removeItem(atPath: rig.path("signing.key"))
        try FileManager.default.copyItem(atPath: rig.path("tls.key"), toPath: rig.path("signing.key"))
        chmod(rig.path("signing.key"), 0o600)
        let other = try #require(await rig.check(.key))
        #expect(other.finding == .keyUnusable && other.values["use"] == .code("signing"))
        try FileManager.default.removeItem(atPath: rig.path("tls.key"))
        let checks = await rig.checks([.key, .registry])
        #expect(checks[.key]?.finding == .keyUnusable && checks[.key]?.values["use"] == .code("tls"))
        #expect(checks[.registry]?.state == .unknown)
    }

    @Test("certificates before, in and after their time, and one that is none")
    func certificates() async throws {
        var rig = try DiagnosisRig()
        let certificate = try rig.station.certificate(rig.station.identity().tls)
        let life = certificate.notAfter.timeIntervalSince(certificate.notBefore)
        for (share, finding) in [
            (-0.1, CheckFinding.certificateEarly), (0.1, .certificateValid), (0.9, .certificateDue),
            (0.999, .certificateEndsSoon), (1.1, .certificateEnded),
        ] {
            rig.time = certificate.notBefore.addingTimeInterval(life * share)
            #expect(await rig.finding(.certificate) == finding, "\(share)")
        }
        try Data("no PEM".utf8).write(to: rig.station.url.appending(path: "signing.pem"))
        #expect(await rig.finding(.certificate) == .certificateUnreadable)
    }

    @Test("nothing trusted, and a folder that cannot be read; a procedure with findings, and none")
    func trust() async throws {
        let rig = try DiagnosisRig()
        try FileManager.default.removeItem(atPath: rig.path("trust"))
        #expect(await rig.finding(.trust) == .trustUnreadable)
        try FileManager.default.createDirectory(atPath: rig.path("trust"), withIntermediateDirectories: true)
        #expect(await rig.finding(.trust) == .trustEmpty)

        try Data("id: level-2-account\n".utf8).write(
            to: rig.station.url.appending(path: "procedures/level-2-account.yaml"))
        let faulty = try #require(await rig.check(.procedures))
        #expect(faulty.finding == .proceduresFaulty && faulty.values["faulty"] == .number(1))
        try FileManager.default.removeItem(atPath: rig.path("procedures"))
        #expect(await rig.finding(.procedures) == .proceduresNone)
    }

    @Test("a kiosk needs no officers, procedures and fingers")
    func kiosk() async throws {
        var rig = try DiagnosisRig()
        rig.configuration = StationConfiguration([.kiosk: .flag(true)])
        let checks = await rig.checks([.roster, .procedures, .fingers])
        #expect(
            Set(checks.values.map(\.finding)) == [.rosterNotNeeded, .proceduresNotNeeded, .fingersNotNeeded])
    }

    @Test("a roster that counts, that ends soon, and that has ended")
    func roster() async throws {
        let officers = try OfficerRig()
        try await officers.admit()
        try await officers.issue(days: 7)
        func finding(_ days: Double) async -> CheckFinding? {
            var looks = StationLooks(path: officers.station.url.path, configuration: StationConfiguration())
            looks.clock = { Fixture.time.addingTimeInterval(days * 86_400) }
            return await Diagnosis { [looks] in looks.looks().filter { $0.id == .roster } }.checks().first?.finding
        }
        #expect(await finding(1) == .rosterValid)
        #expect(await finding(6) == .rosterEndsSoon)
        #expect(await finding(8) == .rosterExpired)
        #expect(await finding(-1) == .rosterEarly)
    }

    @Test("nothing listens at the registry's address, and something that is no registry does")
    func registry() async throws {
        let rig = try DiagnosisRig()
        let down = try #require(await rig.check(.registry))
        #expect(down.finding == .registryOffline && down.failure == "no-connection")
        try rig.move(to: "https://localhost:\(try Self.closingServer())")
        let stranger = try #require(await rig.check(.registry))
        #expect(stranger.state > .unknown && stranger.failure != "no-connection", "\(stranger)")
        try rig.move(to: "http://localhost:1")
        #expect(await rig.check(.registry)?.failure == "station-misconfigured")
    }

    /// The port of a server that answers a connection with a line that is no TLS, and closes it. It lives as long as the
    /// process.
    private static func closingServer() throws -> UInt16 {
        let line = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(line, $0, length) == 0 && listen(line, 16) == 0 && getsockname(line, $0, &length) == 0
            }
        }
        try #require(bound)
        Thread.detachNewThread {
            while true {
                let peer = accept(line, nil, nil)
                guard peer >= 0 else { return }
                _ = "220 mail.example\r\n".withCString { send(peer, $0, strlen($0), Int32(MSG_NOSIGNAL)) }
                close(peer)
            }
        }
        return UInt16(bigEndian: name.sin_port)
    }
}
