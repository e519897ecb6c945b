import Diagnosis
import Enrollment
import Foundation
import GRDB
import Registry
import Testing

/// Databases that are broken for real, and what a diagnosis finds of them. It repairs nothing and makes nothing.
@Suite("A diagnosis of the station's database", .timeLimit(.minutes(5)))
struct DatabaseDiagnosisTests {
    private func rig() throws -> DiagnosisRig {
        let rig = try DiagnosisRig()
        try rig.forwarding.add(1...3)
        return rig
    }

    /// Changes the file behind the store's back.
    private func write(_ rig: DiagnosisRig, _ sql: String...) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: rig.path("station.sqlite"), configuration: configuration)
        try queue.writeWithoutTransaction { db in
            for statement in sql { try db.execute(sql: statement) }
            _ = try? db.checkpoint(.truncate)
        }
        try queue.close()
    }

    @Test("a sound one with its counts; none at all, and none is made")
    func sound() async throws {
        let rig = try rig()
        let check = try #require(await rig.check(.database))
        #expect(check.finding == .databaseSound)
        #expect(check.values["records"] == .number(3) && check.values["pending"] == .number(3))
        #expect(await rig.finding(.queue) == .queueWaiting)

        let empty = try Fixture.shared.get().station()
        let before = try FileManager.default.contentsOfDirectory(atPath: empty.url.path).sorted()
        var looks = StationLooks(path: empty.url.path, configuration: StationConfiguration())
        looks.clock = { Fixture.time }
        let checks = await Diagnosis { [looks] in looks.looks() }.checks()
        #expect(checks.first { $0.id == .database }?.finding == .databaseAbsent)
        #expect(checks.first { $0.id == .roster }?.finding == .rosterMissing)
        #expect(try FileManager.default.contentsOfDirectory(atPath: empty.url.path).sorted() == before)
    }

    @Test("a record that was changed, one that is another station's, and a row that hangs in the air")
    func changed() async throws {
        let rig = try rig()
        try write(
            rig,
            """
            UPDATE records SET manifest = CAST(replace(CAST(manifest AS TEXT), '"station"', '"stadion"') AS BLOB)
            WHERE sequence = 2
            """)
        let check = try #require(await rig.check(.database))
        #expect(check.finding == .databaseChain && check.values["sequence"] == .number(2))

        let dangling = try self.rig()
        try write(dangling, "INSERT INTO outbox (sequence, state, next_attempt) VALUES (9, 'pending', 0)")
        #expect(await dangling.finding(.database) == .databaseReferences)

        let foreign = try self.rig()
        let other = try self.rig()
        #expect(
            DatabaseExamination.ofRecords(
                at: foreign.path("station.sqlite"), station: other.station.station, within: .seconds(60))
                == .brokenChain(1))
    }

    @Test("a later version's")
    func newer() async throws {
        let rig = try rig()
        try write(rig, "INSERT INTO grdb_migrations (identifier) VALUES ('99 of another day')")
        #expect(await rig.finding(.database) == .databaseNewer)
    }

    @Test("pages that are overwritten, and a file that is no database")
    func damaged() async throws {
        let rig = try rig()
        // Everything into the file itself, so that the log does not heal it.
        try write(rig)
        let file = rig.path("station.sqlite")
        let handle = try FileHandle(forUpdating: URL(filePath: file))
        let size = try handle.seekToEnd()
        for offset in stride(from: UInt64(4096), to: size, by: 4096) {
            try handle.seek(toOffset: offset)
            try handle.write(contentsOf: Data(repeating: 0xA5, count: 2048))
        }
        try handle.close()
        #expect(await rig.finding(.database) == .databaseDamaged)

        try Data(repeating: 0x41, count: 9000).write(to: URL(filePath: file))
        let checks = await rig.checks([.database, .queue, .records])
        #expect(checks[.database]?.finding == .databaseDamaged)
        #expect(checks[.queue]?.finding == .unknownAfterAnother && checks[.records]?.state == .unknown)
    }

    @Test("the officers' database counts too")
    func officers() async throws {
        let rig = try rig()
        try Data(repeating: 0x41, count: 9000).write(to: URL(filePath: rig.path("officers.sqlite")))
        let check = try #require(await rig.check(.database))
        #expect(check.finding == .databaseDamaged && check.values["file"] == .name("officers.sqlite"))
    }

    @Test("records that wait too long, that were refused, and a sender that stands still")
    func queue() async throws {
        var rig = try rig()
        rig.time = Fixture.time.addingTimeInterval(25 * 3600)
        let check = try #require(await rig.check(.queue))
        #expect(check.finding == .queueOld && check.values["waiting"] == .number(3))

        _ = try await rig.forwarding.outbox(
            MoodyRegistry(rig.forwarding.intake, Unreachable(.stationNotAccepted, "d", retryable: false))
        ).sendPending()
        let stopped = try #require(await rig.check(.queue))
        #expect(stopped.finding == .queueStopped && stopped.failure == "station-certificate-not-accepted")

        _ = try await rig.forwarding.outbox(rig.forwarding.distrustful()).sendPending()
        #expect(await rig.finding(.queue) == .queueRefused)
    }

    @Test("a clock that stands before the newest record")
    func clock() async throws {
        var rig = try rig()
        #expect(await rig.check(.clock)?.state != .wrong)
        rig.time = Fixture.time.addingTimeInterval(-3600)
        #expect(await rig.finding(.clock) == .clockBehind)
    }
}
