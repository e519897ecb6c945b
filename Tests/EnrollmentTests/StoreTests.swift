import DocumentPKI
import Foundation
import GRDB
import LDS
import Registry
import Testing

@testable import Enrollment

@Suite("The station's store")
struct StoreTests {
    @Test("records get gapless numbers and a chain, and lie sealed")
    func chain() throws {
        let fixture = try Fixture.shared.get()
        let station = try fixture.station()
        let store = try station.store()
        let sealer = try station.sealer()
        let stored = try (UInt64(1)...3).map { try store.add(fixture.record(seed: $0, in: station), sealedBy: sealer) }
        #expect(stored.map(\.sequence) == [1, 2, 3])
        #expect(try store.outbox().map(\.state) == [.pending, .pending, .pending])

        // What is on the disk, the write-ahead log included, tells nobody who was enrolled.
        for name in ["station.sqlite", "station.sqlite-wal"] {
            let bytes = try Data(contentsOf: station.url.appending(path: name))
            for seed in UInt64(1)...3 {
                let document = try fixture.document(seed: seed)
                let planted = [
                    document.mrz.documentNumber, document.mrz.primaryIdentifier + "<<",
                    document.nationalData?.text(.fullName) ?? "?", document.nationalData?.text(.personalNumber) ?? "?",
                    "0912345678",
                ]
                for text in planted { #expect(bytes.range(of: Data(text.utf8)) == nil, "in \(name)") }
            }
        }
    }

    @Test("a database that a newer version changed is left alone", arguments: ["station.sqlite", "officers.sqlite"])
    func newer(name: String) throws {
        let station = try Fixture.shared.get().station()
        _ = try (station.store(), station.officerDatabase())
        let queue = try DatabaseQueue(path: station.url.appending(path: name).path)
        try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 more')") }
        let error = #expect(throws: EnrollmentError.self) {
            _ = try (station.store(), station.officerDatabase())
        }
        #expect(error?.code == .storageFailed && error?.message.contains("newer version") == true)
    }

    @Test("the schema itself refuses a gap, a fork and a change of the past")
    func invariants() throws {
        let fixture = try Fixture.shared.get()
        let station = try fixture.station()
        _ = try station.store().add(fixture.record(seed: 1, in: station), sealedBy: station.sealer())
        let queue = try DatabaseQueue(path: station.url.appending(path: "station.sqlite").path)
        for statement in [
            "UPDATE records SET sequence = 3",
            "INSERT INTO records SELECT 3, substr(id, 1, 35) || 'x', randomblob(32), 2, digest, manifest, signature, holder, created, trace FROM records",
            "INSERT INTO records SELECT 2, substr(id, 1, 35) || 'x', randomblob(32), 1, randomblob(32), manifest, signature, holder, created, trace FROM records",
            "UPDATE outbox SET state = 'delivered'",
            "UPDATE outbox SET state = 'lost'",
            "DELETE FROM records",
        ] {
            #expect(throws: DatabaseError.self, "\(statement)") { try queue.write { try $0.execute(sql: statement) } }
        }
    }

    @Test("a record goes by the trace of its reading, one without a reading by a fresh one, an old one by its id")
    func traces() throws {
        let fixture = try Fixture.shared.get()
        let station = try fixture.station()
        var rig = try SessionRig()
        let trace = rig.session.beginReading()
        #expect(rig.session.beginReading().traceID == trace.traceID, "the second reading is of the same case")
        try rig.sign()
        let stored = try station.store().add(EnrollmentRecord(rig.session), sealedBy: station.sealer())
        #expect(stored.trace.traceID == trace.traceID)
        let byHand = try station.store().add(fixture.record(seed: 5, in: station), sealedBy: station.sealer())
        let outbox = try station.store().outbox()
        #expect(outbox.map(\.trace) == [trace.traceID, byHand.trace.traceID])
        #expect(Set(outbox.map(\.trace)).isDisjoint(with: outbox.map { $0.id.filter { $0 != "-" } }))

        let path = station.url.appending(path: "old.sqlite").path
        let database = try DatabasePool(path: path)
        try EnrollmentSchema.migrator.migrate(database, upTo: "3 forwarding")
        try database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO records (sequence, id, digest, manifest, signature, holder, created)
                    VALUES (1, ?, randomblob(32), x'01', x'01', randomblob(32), 1);
                    INSERT INTO outbox (sequence, state, next_attempt) VALUES (1, 'pending', 0);
                    """, arguments: [stored.id.text])
        }
        try database.close()
        #expect(try EnrollmentStore(path: path).outbox().map(\.trace) == [stored.id.text.filter { $0 != "-" }])
    }

    @Test("the same citizen waiting here is told, and can be recorded again when asked")
    func duplicate() throws {
        let fixture = try Fixture.shared.get()
        let station = try fixture.station()
        let (store, sealer) = (try station.store(), try station.sealer())
        _ = try store.add(fixture.record(seed: 5, in: station), sealedBy: sealer)
        let error = #expect(throws: EnrollmentError.self) {
            try store.add(fixture.record(seed: 5, in: station), sealedBy: sealer)
        }
        #expect(error?.code == .alreadyWaiting)
        #expect(try store.add(fixture.record(seed: 6, in: station), sealedBy: sealer).sequence == 2)
        #expect(
            try store.add(fixture.record(seed: 5, in: station), sealedBy: sealer, allowingAnother: true).sequence == 3)
    }

    @Test("a key that others can read is refused")
    func keyMode() throws {
        let station = try Fixture.shared.get().station()
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o644], ofItemAtPath: station.url.appending(path: "signing.key").path)
        let error = #expect(throws: EnrollmentError.self) { try station.sealer() }
        #expect(error?.message.contains("chmod 600") == true)
    }

    @Test("a record prints its id and nothing else")
    func redaction() throws {
        let fixture = try Fixture.shared.get()
        let record = try fixture.record(seed: 1, in: fixture.station())
        #expect("\(record)" == "record \(record.id)")
        var dumped = ""
        dump(record, to: &dumped)
        #expect(!dumped.contains(try fixture.document(seed: 1).mrz.documentNumber))
    }
}
