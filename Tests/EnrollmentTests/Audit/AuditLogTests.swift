import DocumentPKI
import Enrollment
import Foundation
import GRDB
import Registry
import Testing

@Suite("The station's audit log", .serialized)
struct AuditLogTests {
    /// A station with six entries.
    private func filled() throws -> (rig: OfficerRig, log: AuditLog) {
        let rig = try OfficerRig()
        let log = try rig.station.auditLog()
        for number in 1...6 {
            try log.append(
                "enrollment-begun", officer: "o-17", subject: "level-2-account/\(number)", at: OfficerRig.now)
        }
        return (rig, log)
    }

    /// The registry in this process; no certificate is looked at.
    private func registry(_ rig: OfficerRig) throws -> RecordIntake {
        try rig.registry.intake(stations: StationAuthority([]), trust: { .init(anchors: []) })
    }

    @Test("entries are numbered and chained, and read again in order")
    func append() throws {
        let (_, log) = try filled()
        let entries = try log.entries()
        #expect(entries.map(\.number) == Array(1...6))
        let heads = try entries.map { try $0.head }
        #expect(entries.dropFirst().map(\.previous) == heads.dropLast().map(\.digest))
        #expect(try log.entries(after: 4).map(\.number) == [5, 6])
        #expect(try log.entries(limit: 2).map(\.number) == [1, 2])
        #expect(try log.head() == heads[5])
        #expect(try log.check().fault == nil)
        #expect(throws: (any Error).self) { try log.append("Not A Word", officer: nil, subject: nil) }
        #expect(throws: (any Error).self) { try log.append("x", officer: nil, subject: "034058000022") }
        #expect(try log.head().number == 6)
    }

    @Test("the schema itself refuses to change or remove an entry")
    func triggers() throws {
        let (rig, _) = try filled()
        let queue = try DatabaseQueue(path: rig.station.url.appending(path: "officers.sqlite").path)
        for statement in ["UPDATE audit SET entry = x'00' WHERE number = 2", "DELETE FROM audit WHERE number = 6"] {
            #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: statement) } }
        }
    }

    @Test(
        "whoever has rights on the machine: a changed, removed, inserted, swapped entry is found, with its number",
        arguments: [
            (
                "UPDATE audit SET entry = CAST(replace(CAST(entry AS TEXT), 'o-17', 'o-18') AS BLOB) WHERE number = 3",
                3,
                AuditChain.Fault.Kind.changed
            ),
            ("UPDATE audit SET digest = zeroblob(32) WHERE number = 3", 3, .changed),
            ("UPDATE audit SET entry = x'00' WHERE number = 6", 6, .changed),
            ("DELETE FROM audit WHERE number = 3", 4, .gap),
            ("DELETE FROM audit WHERE number = 1", 2, .gap),
            (
                "INSERT INTO audit SELECT 7, digest, 6, previous, entry FROM audit WHERE number = 6",
                7, .changed
            ),
            (
                "UPDATE audit SET entry = (SELECT entry FROM audit WHERE number = 2), digest = (SELECT digest FROM audit WHERE number = 2) WHERE number = 4",
                4, .changed
            ),
        ])
    func found(sql: String, number: Int, kind: AuditChain.Fault.Kind) throws {
        let (rig, log) = try filled()
        try rig.change(sql)
        let fault = try #require(try log.check().fault)
        #expect(fault.number == number && fault.kind == kind)
    }

    @Test("what is here goes to the registry, in batches; sending again is harmless")
    func send() async throws {
        let (rig, log) = try filled()
        let registry = try registry(rig)
        #expect(try await log.send(to: registry).number == log.head().number)
        for number in 7...(2 * AuditEntry.mostInABatch + 7) {
            try log.append("screen-locked", officer: "o-17", subject: "\(number)", at: OfficerRig.now)
        }
        // The line breaks after the registry has taken the batch.
        let line = BrokenLine(registry, [nil, .after])
        await #expect(throws: Unreachable.self) { try await log.send(to: line) }
        #expect(try await log.send(to: registry).number == log.head().number)
        #expect(try await log.send(to: registry).number == log.head().number)
        #expect(try await registry.auditHead(of: log.station).number == 2 * AuditEntry.mostInABatch + 7)
    }

    @Test("a log that was written anew, or that lost its end, is not the one that the registry knows")
    func forked() async throws {
        let (rig, log) = try filled()
        let registry = try registry(rig)
        _ = try await log.send(to: registry)
        try rig.change("DELETE FROM audit WHERE number > 4")
        // In itself it holds together.
        #expect(try log.check().fault == nil)
        var error = await #expect(throws: EnrollmentError.self) { try await log.send(to: registry) }
        #expect(error?.code == .auditForked)
        for _ in 5...9 { try log.append("something-else", officer: "o-17", subject: nil, at: OfficerRig.now) }
        #expect(try log.check().fault == nil)
        error = await #expect(throws: EnrollmentError.self) { try await log.send(to: registry) }
        #expect(error?.code == .auditForked)
        #expect(try await registry.auditHead(of: log.station).number == 6)
        // A station that would not look gets the registry's own refusal.
        let problem = await #expect(throws: ProblemDetails.self) {
            try await registry.append(audit: log.entries(after: 6), of: log.station)
        }
        #expect(problem?.code == .auditForked)
    }

    @Test("an entry that cannot be read is not sent, and said")
    func broken() async throws {
        let (rig, log) = try filled()
        try rig.change("UPDATE audit SET entry = x'00' WHERE number = 5")
        let registry = try registry(rig)
        let error = await #expect(throws: EnrollmentError.self) { try await log.send(to: registry) }
        #expect(error?.code == .auditBroken)
        #expect(try await registry.auditHead(of: log.station).number == 4)
    }

    @Test("many at once make one chain")
    func concurrent() async throws {
        let rig = try OfficerRig()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<8 {
                let log = try rig.station.auditLog()
                group.addTask {
                    for _ in 0..<5 { try log.append("tick", officer: nil, subject: "w\(worker)", at: OfficerRig.now) }
                }
            }
            try await group.waitForAll()
        }
        let chain = try rig.station.auditLog().check()
        #expect(chain.fault == nil && chain.head.number == 40)
    }
}
