import Foundation
import GRDB
import Registry
import Testing

@testable import Enrollment

@Suite("A record is dropped only by its receipt, and when its time is over")
struct RetentionTests {
    /// A generator with a seed, so that a schedule that fails can be run again.
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    /// What is held against the store after each event.
    private func check(_ rig: ForwardingRig, _ made: Int, _ retention: TimeInterval, _ what: String) throws {
        let entries = try rig.store.outbox()
        #expect(entries.map(\.sequence) == Array(1..<(made + 1)), "\(what)")
        for entry in entries {
            let manifest = try RecordManifest(parsing: rig.store.signedManifest(entry.sequence).manifest)
            let isHere = manifest.pieces.allSatisfy {
                (try? rig.store.sealedPiece($0.digest, of: entry.sequence)) != nil
            }
            #expect(isHere == !entry.isDropped, "\(what): record \(entry.sequence)")
            guard entry.isDropped else { continue }
            let receipt = try Receipt.verify(try #require(entry.receipt), by: rig.station.registry.logKey)
            let digest = try rig.store.signedManifest(entry.sequence).digest
            #expect(receipt.matches(manifest, digest: digest), "\(what): record \(entry.sequence)")
        }
    }

    @Test("whatever happens in whatever order, nothing without a receipt is dropped", arguments: UInt64(1)...8)
    func schedule(seed: UInt64) async throws {
        let rig = try ForwardingRig()
        var random = Seeded(state: seed)
        let line = MoodyRegistry(rig.intake, nil)
        let retention: TimeInterval = 30 * 86_400
        var made = 0
        var trace: [String] = []
        for _ in 0..<24 {
            switch Int.random(in: 0..<8, using: &random) {
            case 0, 1:
                made += 1
                try rig.add(UInt64(made)...UInt64(made))
                trace.append("made")
            case 2:
                line.answer(Unreachable(.noConnection, "d", retryable: true))
                trace.append("offline")
            case 3:
                line.answer(nil)
                trace.append("online")
            case 4:
                _ = try await rig.outbox(line).sendPending()
                trace.append("sent")
            case 5:
                _ = try await rig.outbox(rig.distrustful()).sendPending()
                trace.append("refused")
            case 6:
                rig.clock.advance(Double(Int.random(in: 1...20, using: &random)) * 86_400)
                trace.append("days pass")
            default:
                let before = try rig.store.outbox()
                let dropped = try rig.followUp().dropOld()
                let old = rig.clock.now.addingTimeInterval(-retention)
                for sequence in dropped {
                    let entry = try #require(before.first { $0.sequence == sequence })
                    #expect(entry.state == .delivered && entry.receipt != nil, "\(trace)")
                    #expect(try rig.received(sequence) <= old, "\(trace)")
                }
                trace.append("dropped \(dropped)")
            }
            try check(rig, made, retention, "seed \(seed): \(trace.joined(separator: ", "))")
        }
    }

    @Test("after its time the parts go, the file shrinks, and manifest, receipt and chain stay")
    func drop() async throws {
        let rig = try ForwardingRig()
        try rig.add(1...6)
        _ = try await rig.outbox(rig.intake).sendPending()
        try rig.add(7...7)
        #expect(try rig.followUp().dropOld() == [])
        let before = try rig.pages()
        rig.clock.advance(31 * 86_400)
        #expect(try rig.followUp().dropOld() == [1, 2, 3, 4, 5, 6])
        #expect(try rig.followUp().dropOld() == [])
        let after = try rig.pages()
        #expect(after.count < before.count && after.free == 0, "\(before) \(after)")
        #expect(try rig.states == Array(repeating: .delivered, count: 6) + [.pending])
        #expect(try rig.store.outbox().prefix(6).allSatisfy { $0.receipt != nil && $0.isDropped })
        #expect(try await rig.outbox(rig.intake).sendPending().delivered.map(\.sequence) == [7], "the chain goes on")
    }

    @Test("a receipt that was altered on the disk drops nothing")
    func alteredReceipt() async throws {
        let rig = try ForwardingRig()
        try rig.add(1...2)
        _ = try await rig.outbox(rig.intake).sendPending()
        let queue = try DatabaseQueue(path: rig.station.url.appending(path: "station.sqlite").path)
        try await queue.write { db in
            try db.execute(
                sql: "UPDATE outbox SET receipt = (SELECT receipt FROM outbox WHERE sequence = 2) WHERE sequence = 1")
        }
        rig.clock.advance(31 * 86_400)
        #expect(try rig.followUp().dropOld() == [2])
        #expect(try rig.store.outbox().map(\.isDropped) == [false, true])
    }

    @Test("the schema itself keeps the parts of a record without a receipt")
    func schema() throws {
        let rig = try ForwardingRig()
        try rig.add(1...1)
        let queue = try DatabaseQueue(path: rig.station.url.appending(path: "station.sqlite").path)
        for statement in ["DELETE FROM parts", "UPDATE outbox SET dropped = 1", "UPDATE outbox SET received = 1"] {
            #expect(throws: DatabaseError.self, "\(statement)") { try queue.write { try $0.execute(sql: statement) } }
        }
    }

    @Test("station.json says how long, within limits")
    func settings() throws {
        let rig = try ForwardingRig()
        #expect(try rig.station.retention() == .seconds(30 * 86_400))
        #expect(try rig.station.bandwidth() == nil)
        let file = rig.station.url.appending(path: "station.json")
        let plain = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
        func set(_ name: String, _ value: Int) throws {
            var json = plain
            json[name] = value
            try JSONSerialization.data(withJSONObject: json).write(to: file)
        }
        try set("retentionDays", 7)
        #expect(try rig.station.retention() == .seconds(7 * 86_400))
        try set("bandwidthKilobytes", 64)
        #expect(try rig.station.bandwidth() == 64_000)
        for days in [-1, 3651] {
            try set("retentionDays", days)
            #expect(throws: EnrollmentError.self) { try rig.station.retention() }
        }
        try set("bandwidthKilobytes", 7)
        #expect(throws: EnrollmentError.self) { try rig.station.bandwidth() }
    }
}

extension ForwardingRig {
    /// When a record's receipt came.
    func received(_ sequence: Int) throws -> Date {
        let milliseconds = try store.read { db in
            try Int.fetchOne(db, sql: "SELECT received FROM outbox WHERE sequence = ?", arguments: [sequence])
        }
        return Date(timeIntervalSince1970: Double(milliseconds ?? .max) / 1000)
    }

    /// The pages of the database's file.
    func pages() throws -> (count: Int, free: Int) {
        try store.read { db in
            (
                try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0,
                try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
            )
        }
    }
}
