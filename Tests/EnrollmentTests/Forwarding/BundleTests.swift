import DocumentPKI
import Foundation
import Testing

@testable import Enrollment
@testable import Registry

@Suite("Records that travel without a network")
struct BundleTests {
    private func folder(_ rig: ForwardingRig) throws -> String {
        let folder = rig.station.url.appending(path: "usb-\(UUID())").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        return folder
    }

    private func export(_ rig: ForwardingRig) throws -> [RecordExport.Written] {
        try RecordExport(store: rig.store, station: rig.station.station, sealer: rig.station.sealer())
            .write(to: folder(rig), at: rig.clock.now)
    }

    private func answer(_ rig: ForwardingRig, _ path: String, by intake: RecordIntake? = nil) async throws
        -> ReceiptBundle
    {
        try await BundleIntake(intake ?? rig.intake, logKey: rig.station.registry.logKey).take(path, at: rig.clock.now)
    }

    private func take(_ rig: ForwardingRig, _ bytes: [UInt8], into station: StationFolder? = nil) throws
        -> ReceiptImport.Summary
    {
        let station = station ?? rig.station
        return try ReceiptImport(
            store: station.store(), station: station.station, logKey: station.registry.logKey,
            authorities: station.trustAuthorities()
        ).take(bytes, at: rig.clock.now)
    }

    @Test("the circle closes: receipts, states and the answer to the statement come back")
    func circle() async throws {
        let rig = try ForwardingRig()
        try rig.add(1...3)
        let written = try export(rig)
        #expect(written.map(\.sequences) == [[1, 2, 3]])
        #expect(try rig.states == [.pending, .pending, .pending], "what is written still waits")
        let path = try #require(written.first?.path)
        let receipts = try await answer(rig, path)
        let signed = try rig.fixture.registry.sign(receipts)
        let summary = try take(rig, signed)
        #expect(summary.delivered == [1, 2, 3] && summary.findings == [])
        #expect(try rig.states == [.delivered, .delivered, .delivered])
        #expect(try rig.store.outbox().map(\.outcome?.state) == [.approved, .approved, .approved])
        #expect(try rig.store.lastStatement()?.answer?.sequence == 3)

        // Once more, by stick and by network: nothing twice.
        #expect(try await answer(rig, path).entries == receipts.entries)
        #expect(try take(rig, signed).delivered == [1, 2, 3])
        let stored = try await rig.intake.receipt(sequence: 2, of: rig.station.station)
        #expect(try rig.store.outbox()[1].receipt == stored)
        #expect(try export(rig).map(\.sequences) == [[]], "nothing waits, and states still come back by it")
    }

    @Test("a refusal comes back too, and the chain goes on")
    func refusal() async throws {
        let rig = try ForwardingRig()
        try rig.add(1...1)
        let receipts = try await answer(
            rig, try #require(try export(rig).first?.path), by: try rig.distrustful())
        let summary = try take(rig, try rig.fixture.registry.sign(receipts))
        #expect(summary.refused == [1: "document-not-trusted"])
        #expect(try rig.states == [.refused])
        try rig.add(2...2)
        #expect(try await rig.outbox(rig.intake).sendPending().delivered.map(\.sequence) == [2])
    }

    @Test(
        "a stick that was pulled out: what is whole is taken, the rest named; the next bundle brings it",
        arguments: [
            0.05, 0.3, 0.6, 0.9, 0.999,
        ])
    func truncated(_ share: Double) async throws {
        let rig = try ForwardingRig()
        try rig.add(1...3)
        let path = try #require(try export(rig).first?.path)
        let bytes = try Data(contentsOf: URL(filePath: path))
        try bytes.prefix(Int(Double(bytes.count) * share)).write(to: URL(filePath: path))
        let receipts = try await answer(rig, path)
        #expect(receipts.entries.map(\.sequence) == [1, 2, 3])
        let whole = receipts.entries.count { if case .received = $0.result { true } else { false } }
        let reasons = receipts.entries.dropFirst(whole).map(\.result)
        #expect(reasons.allSatisfy { [.notTaken("incomplete"), .notTaken("sequence-gap")].contains($0) }, "\(reasons)")
        #expect(share > 0.9 || whole < 3)
        let summary = try take(rig, try rig.fixture.registry.sign(receipts))
        #expect(summary.delivered == Array(1..<(whole + 1)) && summary.notTaken.count == 3 - whole)
        let rest = try #require(try export(rig).first?.path)
        #expect(try take(rig, try rig.fixture.registry.sign(try await answer(rig, rest))).notTaken.isEmpty)
        #expect(try rig.states == [.delivered, .delivered, .delivered])
    }

    @Test("cut before its index is whole, altered there, or signed by nobody: refused as a whole")
    func refusedWhole() async throws {
        let rig = try ForwardingRig()
        try rig.add(1...1)
        let path = try #require(try export(rig).first?.path)
        let bytes = Array(try Data(contentsOf: URL(filePath: path)))
        var altered: [[UInt8]] = [[], Array(bytes.prefix(4)), Array(bytes.prefix(60)), Array(bytes.prefix(400))]
        for offset in [0, 8, 20, 42, 60, 200] {
            var other = bytes
            other[offset] ^= 1
            altered.append(other)
        }
        for (number, bytes) in altered.enumerated() {
            try Data(bytes).write(to: URL(filePath: path))
            await #expect(throws: (any Error).self, "\(number)") { try await answer(rig, path) }
        }
        #expect(try await rig.intake.storage.stateChanges(of: rig.station.station, after: 0, limit: 1).isEmpty)
    }

    @Test("altered in a record: this one and those behind it are named, those before it are taken")
    func altered() async throws {
        let rig = try ForwardingRig()
        try rig.add(1...3)
        let path = try #require(try export(rig).first?.path)
        var bytes = Array(try Data(contentsOf: URL(filePath: path)))
        // A byte of the second record's pieces.
        let piece = try #require(
            try RecordManifest(parsing: rig.store.signedManifest(2).manifest).parts.max {
                $0.sealedSize < $1.sealedSize
            })
        let sealed = try rig.store.sealedPiece(piece.pieces[0].digest, of: 2)
        let place = try #require(Data(bytes).range(of: Data(sealed)))
        bytes[place.lowerBound + 100] ^= 1
        try Data(bytes).write(to: URL(filePath: path))
        let results = try await answer(rig, path).entries.map(\.result)
        guard case .received = results[0] else {
            Issue.record("\(results)")
            return
        }
        #expect(Array(results.dropFirst()) == [.notTaken("altered"), .notTaken("sequence-gap")])
    }

    @Test("receipts for another station, of another registry, altered, or expired are refused as a whole")
    func foreignReceipts() async throws {
        let rig = try ForwardingRig()
        try rig.add(1...1)
        let receipts = try await answer(rig, try #require(try export(rig).first?.path))
        let signed = try rig.fixture.registry.sign(receipts)
        #expect(throws: TrustRefusal.self) { try take(rig, signed, into: rig.fixture.station()) }
        let content = try #require(Data(signed).range(of: Data(try receipts.serialized())))
        for offset in stride(from: content.lowerBound, to: content.upperBound, by: 97) {
            var altered = signed
            altered[offset] ^= 1
            #expect(throws: TrustRefusal.self, "at \(offset)") { try take(rig, altered) }
        }
        let folder = rig.station.url.appending(path: "another").path
        let other = try RegistryFolder.create(at: folder, name: "registry.test/another")
        try other.createCertificates(serverNames: "DNS:localhost", at: Fixture.time)
        #expect(throws: TrustRefusal.self) { try take(rig, other.sign(receipts)) }
        rig.clock.advance(91 * 86_400)
        #expect(throws: TrustRefusal.self) { try take(rig, signed) }
        #expect(try rig.states == [.pending])
        rig.clock.advance(-91 * 86_400)
        #expect(try take(rig, signed).delivered == [1])
    }

    @Test("a bundle of a store that forked takes nothing over the other's records")
    func forkedBundle() async throws {
        let rig = try ForwardingRig()
        let copy = try FileManager.default.copy(of: rig.station)
        try rig.add(1...1)
        _ = try await rig.outbox(rig.intake).sendPending()
        _ = try copy.store().add(rig.fixture.record(seed: 9, in: copy), sealedBy: copy.sealer())
        let written = try RecordExport(store: copy.store(), station: copy.station, sealer: copy.sealer())
            .write(to: folder(rig), at: rig.clock.now)
        let receipts = try await answer(rig, try #require(written.first?.path))
        #expect(receipts.entries.map(\.result) == [.notTaken("sequence-taken")])
        #expect(receipts.answer?.reconciliation.findings.map(\.kind) == [.fork])
        // The receipts of one store are nothing to the other.
        #expect(try take(rig, try rig.fixture.registry.sign(receipts)).passedOver == [1])
    }
}
