import DocumentPKI
import Foundation
import GRDB
import Testing

@testable import Enrollment
@testable import Registry

@Suite("What happens to records after they were sent")
struct FollowUpTests {
    private func drill(_ body: (ForwardingRig) async throws -> Void) async throws {
        let rig = try ForwardingRig()
        try rig.add(1...3)
        _ = try await rig.outbox(rig.intake).sendPending()
        try await body(rig)
    }

    @Test("what became of a record comes back, in the queue too")
    func states() async throws {
        try await drill { rig in
            try await rig.followUp().takeStates()
            #expect(try rig.store.outbox().map(\.outcome?.state) == [.approved, .approved, .approved])
            let numbers = try await rig.numbers()
            let time = Timestamp(rig.clock.now)
            try await rig.intake.storage.setState(.matched, of: numbers[0], reason: nil, at: time)
            try await rig.intake.storage.setState(.approved, of: numbers[0], reason: nil, at: time)
            try await rig.intake.storage.setState(
                .correctionWanted, of: numbers[2], reason: "portrait too dark", at: time)
            try await rig.followUp().takeStates()
            #expect(try rig.store.queue().map(\.outcome?.state) == [.approved, .approved, .correctionWanted])
            #expect(try rig.store.queue().last?.outcome?.reason == "portrait too dark")
            let change = try rig.store.lastChange()
            try await rig.followUp().takeStates()
            #expect(try rig.store.lastChange() == change && change == 12)
        }
    }

    @Test("one round of a station's errands does all of them, and what fails holds up nothing else")
    func errands() async throws {
        try await drill { rig in
            let audit = try rig.station.auditLog()
            try audit.append("sign-in", officer: "o-17", subject: nil)
            let errands = RegistryErrands(
                desk: try rig.station.officerDesk(), audit: audit, followUp: try rig.followUp(), registry: rig.intake,
                clock: { rig.clock.now }, logger: Fixture.quiet)
            await errands.go(withRoster: true)
            #expect(try rig.store.outbox().map(\.outcome?.state) == [.approved, .approved, .approved])
            #expect(try rig.store.lastStatement(onlyAnswered: true)?.answer?.findings == [])
            #expect(try await rig.intake.auditHead(of: rig.station.station) == audit.head())

            // Nobody can be reached: what needs nobody is done all the same.
            let silent = SilentRegistry()
            rig.clock.advance(31 * 86_400)
            let alone = RegistryErrands(
                desk: try rig.station.officerDesk(), audit: audit, followUp: try rig.followUp(silent), registry: silent,
                clock: { rig.clock.now }, logger: Fixture.quiet)
            await alone.go(withRoster: true)
            #expect(try rig.store.outbox().map(\.isDropped) == [true, true, true])
        }
    }

    @Test("more changes than one answer holds all come")
    func manyStates() async throws {
        try await drill { rig in
            let number = try #require(try await rig.numbers().first)
            for count in 1...205 {
                try await rig.intake.storage.setState(
                    .correctionWanted, of: number, reason: "attempt \(count)", at: Timestamp(rig.clock.now))
            }
            try await rig.followUp().takeStates()
            #expect(try rig.store.lastChange() == 214)
            #expect(try rig.store.queue().first?.outcome?.reason == "attempt 205")
        }
    }

    @Test("what a registry says of records that are not here is passed over, and of one that is newer is kept")
    func strangeStates() throws {
        let rig = try ForwardingRig()
        try rig.add(1...1)
        func change(_ number: Int, _ sequence: Int, _ state: String) -> RecordStateChange {
            RecordStateChange(
                change: number, sequence: sequence, state: RecordState(rawValue: state), reason: nil,
                since: Timestamp(rig.clock.now))
        }
        try rig.store.keep([change(1, 99, "approved"), change(2, 1, "archived"), change(2, 1, "approved")])
        #expect(try rig.store.queue().map(\.outcome?.state.rawValue) == ["archived"])
        #expect(try rig.store.lastChange() == 2)
    }

    @Test("once a day a statement goes, and a station that lost nothing agrees with its registry")
    func statement() async throws {
        try await drill { rig in
            try rig.add(4...5)
            let first = try #require(try await rig.followUp().reconcileWhenDue())
            #expect(first.findings == [] && first.sequence == 3)
            #expect(try await rig.followUp().reconcileWhenDue() == nil)
            rig.clock.advance(86_401)
            #expect(try await rig.followUp().reconcileWhenDue()?.findings == [])
            let last = try #require(try rig.store.lastStatement())
            let statement = try StationStatement(parsing: last.signed.statement)
            #expect(statement.created == 5 && statement.received == 3 && statement.pending.map(\.sequences) == [4...5])
            #expect(last.number == 2 && last.answer?.findings == [])
        }
    }

    @Test("a refused record is counted as one")
    func refusedInStatement() async throws {
        let rig = try ForwardingRig()
        try rig.add(1...1)
        _ = try await rig.outbox(rig.distrustful()).sendPending()
        try rig.add(2...2)
        _ = try await rig.outbox(rig.intake).sendPending()
        #expect(try await rig.followUp().reconcile().findings == [])
    }

    @Test("a disk that was set back to an earlier day is found: rollback")
    func rollback() async throws {
        let rig = try ForwardingRig()
        try rig.add(1...1)
        _ = try await rig.outbox(rig.intake).sendPending()
        let image = try FileManager.default.copy(of: rig.station)
        try rig.add(2...3)
        _ = try await rig.outbox(rig.intake).sendPending()
        #expect(try await rig.followUp().reconcile().findings == [])
        let followUp = try image.followUp(image.store(), rig.intake, clock: { rig.clock.now }, logger: Fixture.quiet)
        #expect(try await followUp.reconcile().findings.map(\.kind) == [.rollback])
        #expect(try image.store().lastStatement()?.answer?.findings.map(\.kind) == [.rollback])
        // One that nobody has answered yet does not hide it.
        _ = try image.store().makeStatement(
            of: image.station, signedBy: image.sealer(), at: Timestamp(rig.clock.now))
        #expect(try image.store().lastStatement()?.answer == nil)
        #expect(
            try image.store().lastStatement(onlyAnswered: true)?.answer?.findings.map(\.kind) == [.rollback])
        let kept = try await rig.intake.storage.discrepancies(of: rig.station.station, limit: 10)
        #expect(kept.map(\.discrepancy.kind) == [.rollback])
    }

    @Test("a copy of the disk that goes on by itself is found: fork")
    func fork() async throws {
        let rig = try ForwardingRig()
        let copy = try FileManager.default.copy(of: rig.station)
        try rig.add(1...2)
        _ = try await rig.outbox(rig.intake).sendPending()
        let store = try copy.store()
        for seed in UInt64(5)...7 {
            _ = try store.add(rig.fixture.record(seed: seed, in: copy), sealedBy: copy.sealer())
        }
        let followUp = try copy.followUp(store, rig.intake, clock: { rig.clock.now }, logger: Fixture.quiet)
        #expect(try await followUp.reconcile().findings.map(\.kind) == [.fork])
    }

    @Test("records that the station counts as received and that the registry lost are found: gap")
    func gap() async throws {
        let rig = try ForwardingRig()
        try rig.add(1...2)
        _ = try await rig.outbox(rig.intake).sendPending()
        // The registry's disk is the one of yesterday; the station's receipts say otherwise.
        let lost = RecordIntake(
            storage: try SQLStorage(path: rig.station.url.appending(path: "empty.sqlite").path), log: rig.intake.log,
            stations: rig.intake.stations, examination: rig.intake.examination)
        let findings = try await rig.followUp(lost).reconcile().findings
        #expect(findings.map(\.kind) == [.gap] && findings.map(\.sequence) == [1])
    }
}

extension ForwardingRig {
    /// The numbers of the station's records in the registry's storage, in their order.
    func numbers() async throws -> [Int] {
        let queue = try DatabaseQueue(path: "\(fixture.registry.path)/registry.sqlite")
        defer { try? queue.close() }
        return try await queue.read { [station] db in
            try Int.fetchAll(
                db, sql: "SELECT number FROM records WHERE station = ? ORDER BY sequence",
                arguments: [station.station.text])
        }
    }
}
