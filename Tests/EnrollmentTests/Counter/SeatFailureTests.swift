import CardCrypto
import CounterDesk
import DocumentPKI
import Foundation
import GRDB
import LDS
import StationWeb
import Testing
import VirtualCard

@testable import Enrollment
@testable import Registry

/// What an officer is told by its code at a seat: each brought about by a card, a file or a registry that gives it.
@Suite("A seat's failures, by their codes", .serialized)
struct SeatFailureTests {
    /// A reading that another store or another policy judges, the card's own time at another moment.
    private func reading(
        trusting anchors: [Certificate], _ policy: InspectionPolicy = .counter, at time: Date = Fixture.time
    ) throws -> CardReading {
        let fixture = try Fixture.shared.get()
        let image = try fixture.image(seed: 5)
        let (files, evidence) = (image.files.filter { $0.file != .dg3 }, try fixture.reading(of: image).evidence)
        let passive = PassiveAuthentication(trustStore: TrustStore(anchors: anchors), policy: policy)
            .verify(files, at: Fixture.time)
        return CardReading(
            files: files, evidence: evidence,
            report: Inspection(policy: policy, at: time).report(passive, evidence, files: files))
    }

    private func begun() async throws -> SeatRig {
        let rig = try await SeatRig()
        _ = try await rig.signIn()
        try await rig.act(.begin, ["procedure": .text("level-2-account")])
        return rig
    }

    private let can: [String: CounterAction.Argument] = ["can": .text("123456")]

    @Test("nobody is signed in, nothing is begun, an argument is missing")
    func early() async throws {
        let rig = try await SeatRig()
        #expect(await rig.code(.home) == "not-signed-in")
        _ = try await rig.signIn()
        #expect(await rig.code(.next) == "session-not-open")
        #expect(await rig.code(.begin) == "malformed-request")
        let unknown: [String: CounterAction.Argument] = [
            "record": .text("0190b2a4-7c00-7000-8000-000000000001"),
            "draft": .text("0190b2a4-7c00-7000-8000-000000000001"),
        ]
        #expect(await rig.code(.slip, unknown) == "record-unknown")
        #expect(await rig.code(.resume, unknown) == "draft-unreadable")
        try await rig.act(.begin, ["procedure": .text("level-2-account")])
        #expect(await rig.code(.readCard) == "password-needed")
        #expect(await rig.code(.scan, ["text": .text("rubbish")]) == "scan-unknown")
    }

    @Test("an issuer that nobody vouches for; the same where what the station trusts has run out")
    func trust() async throws {
        let rig = try await begun()
        rig.cards.lay(try reading(trusting: []))
        #expect(await rig.code(.readCard, can) == "no-trust-anchor")
        // A bundle of the registry that counts for one day, two days later.
        let bundle = try Fixture.shared.get().registry.makeTrustBundle(validFor: 86_400, at: Fixture.time)
        var options = TrustImport.Options()
        options.authorities = try rig.station.trustAuthorities()
        let report = try rig.station.trustFolder.importing(
            [.init(name: "bundle", bytes: bundle.bytes)], options: options, at: Fixture.time)
        #expect(report.refused.isEmpty, "\(report.refused)")
        rig.clock.pass(2 * 86_400)
        _ = try await rig.signIn()
        try await rig.act(.begin, ["procedure": .text("level-2-account")])
        #expect(await rig.code(.readCard, can) == "trust-too-old")
        let health = try await rig.act(.health).health
        let words = try #require(FailureCatalogue.embedded.words["trust-too-old"]?["en"])
        #expect(health.first { $0.id == "trust" }?.text["en"] == words.cause)
    }

    @Test("a proof that the policy demands is missing; a card that has expired, where the policy does not take it")
    func policy() async throws {
        let rig = try await begun()
        let csca = try Fixture.shared.get().country.csca
        rig.cards.lay(try reading(trusting: [csca], .strict))
        #expect(await rig.code(.readCard, can) == "check-incomplete")
        rig.cards.lay(try reading(trusting: [csca], .kiosk, at: Fixture.time.addingTimeInterval(40 * 365 * 86_400)))
        #expect(await rig.code(.readCard, can) == "not-accepted")
        rig.cards.lay(try reading(trusting: [csca]))
        #expect(await rig.code(.readCard, can) == nil)
    }

    @Test("a group of which no finger is there")
    func fingers() async throws {
        let rig = try await begun()
        rig.cards.lay(try reading(trusting: [Fixture.shared.get().country.csca]))
        try await rig.act(.readCard, can)
        try await rig.act(.next)
        try await rig.act(.fields, ["values": .table(["phone": .text("0912345678")])])
        try await rig.act(.next)
        #expect(await rig.code(.portrait, ["image": .text("no base 64")]) == "portrait-unreadable")
        try await rig.act(.portrait, ["image": .text("/9gB")])
        try await rig.act(.portraitDecision, ["accept": .flag(true)])
        try await rig.act(.next)
        #expect(await rig.code(.captureFingers, ["group": .text("thumbs")]) == "fingerprint-no-device")
        for finger in ["Left Thumb", "Right Thumb"] {
            try await rig.act(
                .fingerMissing, ["finger": .text(finger), "missing": .flag(true), "reason": .text("lost")])
        }
        #expect(await rig.code(.captureFingers, ["group": .text("thumbs")]) == "fingers-none-left")
    }

    @Test("a clock that stands before the newest record")
    func clock() async throws {
        let rig = try await begun()
        let store = try rig.station.store()
        let record = try Fixture.shared.get().record(
            seed: 6, in: rig.station, at: Fixture.time.addingTimeInterval(3600))
        _ = try store.add(record, sealedBy: rig.station.sealer())
        let row = try await rig.act(.health).health.first { $0.id == "clock" }
        #expect(row?.state == "failed")
        #expect(row?.text["en"] == FailureCatalogue.embedded.words["clock-wrong"]?["en"]?.cause)
    }

    /// What the page of the station's condition says of its records after a statement.
    private func records(of station: StationFolder, _ registry: RecordIntake? = nil) async throws -> String? {
        let intake = try registry ?? Fixture.shared.get().intake()
        _ = try await station.followUp(station.store(), intake, logger: Fixture.quiet).reconcile()
        let rig = try await SeatRig(at: station)
        _ = try await rig.signIn()
        return try await rig.act(.health).health.first { $0.id == "records" }?.text["en"]
    }

    private func cause(_ code: String) throws -> String {
        try #require(FailureCatalogue.embedded.words[code]?["en"]).cause
    }

    @Test("records that the registry does not have, has otherwise, has more of, or judged otherwise")
    func statements() async throws {
        let rig = try ForwardingRig()
        let earlier = try FileManager.default.copy(of: rig.station)
        try rig.add(1...2)
        _ = try await rig.outbox(rig.intake).sendPending()
        let judged = try FileManager.default.copy(of: rig.station)
        let forked = try FileManager.default.copy(of: earlier)
        _ = try await rig.followUp().reconcile()
        #expect(try await records(of: earlier) == cause("records-set-back"))

        let store = try forked.store()
        for seed in UInt64(5)...7 {
            _ = try store.add(rig.fixture.record(seed: seed, in: forked), sealedBy: forked.sealer())
        }
        #expect(try await records(of: forked) == cause("records-forked"))

        let queue = try DatabaseQueue(path: judged.url.appending(path: "station.sqlite").path)
        try await queue.write { db in
            try db.execute(
                sql: """
                    UPDATE outbox
                    SET state = 'refused', receipt = NULL, received = NULL, problem = 'document-not-genuine'
                    WHERE sequence = 1
                    """)
        }
        try queue.close()
        #expect(try await records(of: judged) == cause("records-differ"))

        let lost = RecordIntake(
            storage: try SQLStorage(path: rig.station.url.appending(path: "empty.sqlite").path), log: rig.intake.log,
            stations: rig.intake.stations, examination: rig.intake.examination)
        #expect(try await records(of: rig.station, lost) == cause("records-lost"))
    }

    /// The code that sending a record to a registry ends in.
    private func sending(to registry: any RegistryAPI) async throws -> String? {
        let rig = try await SeatRig(registry: registry)
        _ = try await rig.signIn()
        let record = try Fixture.shared.get().record(seed: 7, in: rig.station)
        _ = try rig.station.store().add(record, sealedBy: rig.station.sealer())
        return await rig.code(.sendNow)
    }

    @Test("the registry cannot be reached")
    func unreachable() async throws {
        let client = try Fixture.shared.get().station().registryClient()
        let code = await Result { try await sending(to: client) }
        try await client.shutdown()
        #expect(try code.get() == "registry-unreachable")
    }

    @Test("the registry is reached and refuses")
    func refused() async throws {
        #expect(try await sending(to: ForwardingRig().distrustful()) == "registry-refused")
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
