import DocumentPKI
import FoundationEssentials
import Testing

@testable import Registry

@Suite("Records' traces in the registry", .everyStorage)
struct RecordTraceTests {
    let rig: RegistryRig
    let intake: RecordIntake

    init() throws {
        rig = try RegistryRig()
        intake = try rig.intake()
    }

    @Test("the trace that the station sends is kept with the record and its case; the first one stays")
    func kept() async throws {
        let record = try rig.record()
        let trace = TraceContext()
        try await rig.serve(intake) { client in
            for trace in [trace, TraceContext()] {
                let delivery = try await client.deliver(
                    record.signed, logKey: rig.folder.description.logKey, trace: trace
                ) { try record.piece($0) }
                #expect(delivery.receipt != nil)
            }
        }
        let kept = try #require(try await intake.storage.record(record.manifest.record))
        #expect(kept.trace == trace.traceID && kept.signed == record.signed)
        #expect(try await intake.storage.cases(waiting: false, after: 0, limit: 10).map(\.trace) == [trace.traceID])
        guard case .accepted(let receipt) = kept.verdict else {
            Issue.record("\(kept.verdict)")
            return
        }
        #expect(try Receipt.verify(receipt, by: rig.folder.description.logKey).leaf.manifest == record.signed.digest)
    }

    @Test("a refused record has one too; one that nobody gave a trace has none")
    func others() async throws {
        let trace = TraceContext()
        let refusing = try rig.intake(trustStore: .init(anchors: []))
        let (first, key) = (try rig.record(), rig.folder.description.logKey)
        let refused = try await refusing.deliver(first.signed, logKey: key, trace: trace) { try first.piece($0) }
        #expect(refused.problem?.code == .documentNotTrusted)
        let kept = try #require(try await intake.storage.record(first.manifest.record))
        #expect(kept.trace == trace.traceID && kept.state == .refused && kept.reason == "document-not-trusted")

        let second = try rig.record(2, after: first)
        for (digest, bytes) in second.pieces {
            try await intake.store(part: bytes, digest: digest, of: second.manifest.station)
        }
        _ = try await intake.submit(second.signed, sequence: 2, of: second.manifest.station)
        #expect(try await intake.storage.record(second.manifest.record)?.trace == nil)
        #expect(try await intake.storage.record(RecordID(at: Timestamp(Date()))) == nil)
    }
}
