import CounterDesk
import DocumentPKI
import Enrollment
import Foundation
import LDS
import Registry
import StationWeb
import Synchronization
import Testing

/// A counter's seat with a clock that the test sets; reader, scanner and camera are not asked for anything.
@Suite("A seat at the counter", .serialized)
struct SeatTests {
    private let browser = BrowserSession(identifier: "one")
    private let password = CounterAction.Argument.text("correct horse battery")

    @Test("a seat that nobody used for long locks itself, and its draft opens with the password alone")
    func idle() async throws {
        let (counter, clock) = try await counter()
        let signIn = CounterAction(.signIn, ["officer": .text("o-17"), "password": password])
        #expect(try await counter.perform(signIn, from: browser).screen == .home)
        let begun = try await counter.perform(
            CounterAction(.begin, ["procedure": .text("level-2-account")]), from: browser)
        let draft = try #require(begun.session?.id)
        clock.pass(300)
        #expect(try await counter.perform(CounterAction(.look), from: browser).screen == .session)
        // Looking is nobody's work: a page that was left open does not keep the seat open.
        clock.pass(100)
        #expect(try await counter.perform(CounterAction(.look), from: browser).screen == .locked)
        let failure = await #expect(throws: DeskFailure.self) {
            try await counter.perform(CounterAction(.home), from: browser)
        }
        #expect(failure?.code == "screen-locked")
        let unlocked = try await counter.perform(CounterAction(.unlock, ["password": password]), from: browser)
        #expect(unlocked.screen == .session && unlocked.session?.id == draft)
    }

    @Test("what one browser does is not what another sees; whoever comes to a locked seat can sign in anew")
    func seats() async throws {
        let (counter, _) = try await counter()
        let signIn = CounterAction(.signIn, ["officer": .text("o-17"), "password": password])
        _ = try await counter.perform(signIn, from: browser)
        let other = BrowserSession(identifier: "two")
        #expect(try await counter.perform(CounterAction(.look), from: other).screen == .signIn)
        _ = try await counter.perform(CounterAction(.lock), from: browser)
        #expect(try await counter.perform(CounterAction(.signOut), from: browser).screen == .signIn)
        _ = try await counter.perform(signIn, from: browser)
    }

    private func counter() async throws -> (EnrollmentCounter, TestClock) {
        let officers = try await {
            let rig = try OfficerRig(); try await rig.admit(); try await rig.issue(); return rig
        }()
        let station = try Fixture.shared.get().station()
        let clock = TestClock()
        let nothing = Nothing()
        return (
            EnrollmentCounter(
                CounterEquipment(
                    folder: station, store: try station.store(), sealer: try station.sealer(),
                    officers: try officers.desk(), audit: AuditLog(officers.database), cards: nothing, fingers: nothing,
                    portraits: nothing, registry: try Fixture.shared.get().intake(),
                    trust: { TrustStore(anchors: []) }, clock: { clock.now }, today: { Fixture.today })),
            clock
        )
    }
}

/// A clock that stands until it is told.
private final class TestClock: Sendable {
    private let time = Mutex(Fixture.time)
    var now: Date { time.withLock { $0 } }
    func pass(_ seconds: TimeInterval) { time.withLock { $0 += seconds } }
}

/// A counter's hardware where there is none.
private struct Nothing: CounterCards, CounterFingers, CounterPortraits {
    func events() -> AsyncStream<DeskEvent> { AsyncStream { $0.finish() } }

    func read(
        _ keys: [ScannedText.AccessKey], scanned: ScannedText?, progress: @escaping @Sendable (DeskEvent) -> Void
    ) async throws(DeskFailure) -> (reading: CardReading, report: DeskReport) { throw DeskFailure(code: "no-reader") }

    func prove(
        _ claims: ContentDigest, with document: VerifiedDocument
    ) async throws(DeskFailure) -> PresenceProof { throw DeskFailure(code: "no-reader") }

    func officersCard(can: String) async throws(DeskFailure) -> ContentDigest { throw DeskFailure(code: "no-reader") }

    func condition() async -> ReaderCondition { .noReader }

    func device() async -> CounterView.FingersDevice? { nil }

    func capture(_ asked: CounterCapture) async throws(DeskFailure) -> CapturedGroup {
        throw DeskFailure(code: "fingerprint-no-device")
    }

    func examine(
        _ jpeg: [UInt8], under rule: Enrollment.Procedure.PortraitRule?, chip: [UInt8]?
    ) async throws -> PortraitExamination { throw DeskFailure(code: "portrait-unreadable") }
}
