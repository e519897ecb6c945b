import CardCrypto
import Foundation
import GRDB
import Registry
import Testing

@testable import Enrollment

@Suite("A station's backup", .serialized, .timeLimit(.minutes(3)))
struct BackupTests {
    @Test("comes back whole, but for the keys, and makes no record before it has asked the registry")
    func whole() async throws {
        let rig = try BackupRig()
        try rig.forwarding.add(1...2)
        let made = try rig.backup()
        #expect(made.recipients == ["o-9"] && made.leftOut == ["signing.key", "tls.key"])

        let restored = try rig.restore()
        for name in ["station.json", "registry.json", "index.key", "station-ca.pem", "trust/csca.pem"] {
            let paths = [rig.station, restored].map { $0.url.appending(path: name) }
            #expect(try Data(contentsOf: paths[0]) == Data(contentsOf: paths[1]), "\(name)")
        }
        let keys = try FileManager.default.contentsOfDirectory(atPath: restored.url.path).filter {
            $0.hasSuffix(".key")
        }
        #expect(keys == ["index.key"])
        let mode = try FileManager.default.attributesOfItem(atPath: restored.url.appending(path: "index.key").path)
        #expect(mode[.posixPermissions] as? Int == 0o600)
        #expect(try restored.store().outbox() == rig.store.outbox())
        #expect(try restored.auditLog().head() == rig.station.auditLog().head())
        #expect(try restored.store().phase() == .restored && rig.store.phase() == .open)
        #expect(await rig.refusal(of: restored) == "station-restored")
        #expect(
            await BackupRig.code { try restored.auditLog().append("lock", officer: nil, subject: nil) }
                == "station-restored")
        // The databases hold it, whatever program comes.
        let queue = try DatabaseQueue(path: restored.url.appending(path: "station.sqlite").path)
        #expect(throws: DatabaseError.self) {
            try queue.write {
                try $0.execute(
                    sql: """
                        INSERT INTO records SELECT 3, substr(id, 1, 35) || 'x', randomblob(32), 2, digest, manifest,
                        signature, holder, created FROM records WHERE sequence = 2
                        """)
            }
        }
        #expect(await BackupRig.code { _ = try rig.restore() } == "folder-taken")
    }

    @Test("nothing of the station lies in it in clear")
    func sealed() throws {
        let rig = try BackupRig()
        try rig.forwarding.add(1...1)
        try rig.backup()
        let bytes = try Data(contentsOf: URL(filePath: rig.file))
        let planted =
            [
                "SQLite format 3", "CREATE TABLE", "PRIVATE KEY", "BEGIN CERTIFICATE", "record-manifest", "sign-in",
                "bench-enrollment",
            ].map { Data($0.utf8) } + [try Data(contentsOf: rig.station.url.appending(path: "index.key"))]
        for text in planted { #expect(bytes.range(of: text) == nil, "\(String(decoding: text, as: UTF8.self))") }
        // The search finds what is there: the header names the station.
        #expect(bytes.range(of: Data(rig.station.station.text.utf8)) != nil)
        // What a killed backup left goes with the next one; no program has this number.
        let stale = rig.station.url.appending(path: ".backup-\(Int32.max)")
        try FileManager.default.createDirectory(at: stale, withIntermediateDirectories: false)
        try rig.backup()
        let left = try FileManager.default.contentsOfDirectory(atPath: rig.station.url.path)
        #expect(!left.contains { $0.hasPrefix(".backup") })
        #expect(try FileManager.default.contentsOfDirectory(atPath: rig.folder) == ["station.backup"])
    }

    @Test("opens for nobody else, and with no other password")
    func locked() async throws {
        let rig = try BackupRig()
        try rig.backup()
        let other = try BackupRig.officer("o-10")
        let twin = try BackupRig.officer("o-9")
        #expect(await BackupRig.code { _ = try rig.reader(as: other) } == "backup-locked")
        #expect(await BackupRig.code { _ = try rig.reader(as: twin) } == "backup-locked")
        let error = #expect(throws: RegistryError.self) {
            _ = try rig.reader(nil, as: nil, SecretBytes(Array("another horse battery".utf8)))
        }
        #expect(error?.code == .passwordRefused)
    }

    @Test("one that nobody could open is not written; the roster's administrators can")
    func recipients() async throws {
        let rig = try OfficerRig()
        let path = "\(rig.station.url.path)/../nobody.backup"
        let backup = StationBackup(of: rig.station)
        try await rig.admit("o-1", as: .supervisor)
        try await rig.admit("o-2", as: .administrator, at: ["test-777"])
        try await rig.issue()
        let refused = await BackupRig.code { _ = try backup.write(to: path, at: Fixture.time) }
        #expect(refused == "backup-for-nobody" && !FileManager.default.fileExists(atPath: path))
        try await rig.admit("o-3", as: .administrator)
        try await rig.issue(at: OfficerRig.later(seconds: 1))
        #expect(try backup.write(to: path, at: Fixture.time).recipients == ["o-3"])
    }

    @Test("cut, altered or lengthened it is refused, and nothing is restored")
    func altered() async throws {
        let rig = try BackupRig()
        try rig.backup()
        let whole = try Data(contentsOf: URL(filePath: rig.file))
        var wrong: [Data] = [whole + Data([0]), Data(), Data("CIDBKUP1".utf8)]
        for part in 1...20 { wrong.append(whole.prefix(whole.count * part / 21)) }
        wrong.append(whole.dropLast(1))
        for offset in stride(from: 9, to: whole.count, by: max(1, whole.count / 60)) {
            var copy = whole
            copy[offset] ^= 1
            wrong.append(copy)
        }
        #expect(whole.count > 2 * BackupCipher.chunkSize)
        for (index, bytes) in wrong.enumerated() {
            try bytes.write(to: URL(filePath: rig.file))
            let code = await BackupRig.code { _ = try rig.restore() }
            #expect(["backup-refused", "backup-locked"].contains(code), "\(index): \(code ?? "restored")")
            #expect(try FileManager.default.contentsOfDirectory(atPath: rig.folder) == ["station.backup"], "\(index)")
        }
        try whole.write(to: URL(filePath: rig.file))
        _ = try rig.restore()
    }

    @Test("one that another station signed is refused")
    func foreign() async throws {
        let (rig, other) = (try BackupRig(), try ForwardingRig())
        for name in ["signing.key", "signing.pem"] {
            let place = rig.station.url.appending(path: name)
            try FileManager.default.removeItem(at: place)
            try FileManager.default.copyItem(at: other.station.url.appending(path: name), to: place)
        }
        try rig.backup()
        #expect(await BackupRig.code { _ = try rig.restore() } == "backup-refused")
    }

    @Test(
        "no path of it leads out of the folder",
        arguments: [
            "", "/etc/passwd", "..", "a/../b", "a//b", ".hidden", "a/.b", "a\nb", "a/b/c/d/e/f/g/h/i",
        ])
    func paths(_ path: String) {
        #expect(!BackupManifest.isPath(path))
        #expect(BackupManifest.isPath("procedure-bundles/1.json"))
    }

    @Test("records that are made meanwhile are in it whole or not at all")
    func meanwhile() async throws {
        let rig = try BackupRig()
        try rig.forwarding.add(1...1)
        let making = Task.detached { try rig.forwarding.add(2...9) }
        for number in 1...4 {
            try rig.backup()
            let restored = try rig.restore("restored-\(number)")
            let store = try restored.store()
            for (index, entry) in try store.outbox().enumerated() {
                #expect(entry.sequence == index + 1)
                let signed = try store.signedManifest(entry.sequence)
                for piece in try RecordManifest(parsing: signed.manifest).pieces {
                    #expect(ContentDigest(of: try store.sealedPiece(piece.digest, of: entry.sequence)) == piece.digest)
                }
            }
        }
        try await making.value
        #expect(try rig.store.outbox().count == 9)
    }
}
