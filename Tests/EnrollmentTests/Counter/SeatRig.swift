import CounterDesk
import Diagnosis
import DocumentPKI
import Enrollment
import Foundation
import LDS
import Logging
import Registry
import StationWeb
import Synchronization
import VirtualCard

/// A counter with a clock that the test sets and a reader on which there is what the test says. Scanner and camera are
/// not there.
struct SeatRig {
    let station: StationFolder
    let counter: EnrollmentCounter
    let clock = SeatClock()
    let cards = TestCards()
    static let browser = BrowserSession(identifier: "one")
    static let password = CounterAction.Argument.text("correct horse battery")

    /// - Parameters:
    ///   - station: nil: a fresh one.
    ///   - registry: nil: one in this process that knows the station.
    init(at station: StationFolder? = nil, registry: (any RegistryAPI)? = nil) async throws {
        let officers = try OfficerRig()
        try await officers.admit()
        try await officers.issue()
        let fixture = try Fixture.shared.get()
        let station = try station ?? fixture.station()
        self.station = station
        let (clock, cards) = (clock, cards)
        let nothing = NoDevices()
        var looks = StationLooks(path: station.url.path, configuration: StationConfiguration())
        looks.clock = { clock.now }
        // What the machine beside the station is like is for other tests.
        let ofStation: Set<CheckID> = [.folder, .trust, .roster, .clock, .queue, .records]
        let diagnosis = Diagnosis { [looks] in looks.looks().filter { ofStation.contains($0.id) } }
        counter = EnrollmentCounter(
            CounterEquipment(
                folder: station, store: try station.store(), sealer: try station.sealer(),
                officers: try officers.desk(), audit: AuditLog(officers.database), cards: cards, fingers: nothing,
                portraits: nothing, registry: try registry ?? fixture.intake(),
                examine: { await diagnosis.checks() }, messages: .embedded,
                trust: { TrustStore(anchors: [fixture.country.csca]) }, clock: { clock.now },
                today: { Fixture.today }, logger: Logger(label: "counter") { _ in SwiftLogNoOpLogHandler() }))
    }

    @discardableResult
    func act(
        _ name: CounterAction.Name, _ arguments: [String: CounterAction.Argument] = [:],
        from browser: BrowserSession = browser
    ) async throws -> CounterView {
        try await counter.perform(CounterAction(name, arguments), from: browser)
    }

    func signIn(from browser: BrowserSession = browser) async throws -> CounterView {
        try await act(.signIn, ["officer": .text("o-17"), "password": Self.password], from: browser)
    }

    /// The code of the failure that an action ends in; nil where it ends in none.
    func code(_ name: CounterAction.Name, _ arguments: [String: CounterAction.Argument] = [:]) async -> String? {
        do {
            try await act(name, arguments)
            return nil
        } catch { return (error as? DeskFailure)?.code ?? "\(error)" }
    }
}

/// A clock that stands until it is told.
final class SeatClock: Sendable {
    private let time = Mutex(Fixture.time)
    var now: Date { time.withLock { $0 } }
    func pass(_ seconds: TimeInterval) { time.withLock { $0 += seconds } }
}

/// A reader on which a card can lie that was read and judged for real.
final class TestCards: CounterCards {
    private let reading = Mutex<CardReading?>(nil)

    func lay(_ card: CardReading) { reading.withLock { $0 = card } }

    func events() -> AsyncStream<DeskEvent> { AsyncStream { $0.finish() } }

    func read(
        _ keys: [ScannedText.AccessKey], scanned: ScannedText?, progress: @escaping @Sendable (DeskEvent) -> Void
    ) async throws(DeskFailure) -> (reading: CardReading, report: DeskReport) {
        guard let reading = reading.withLock({ $0 }) else { throw DeskFailure(code: "no-reader") }
        let report = DeskReport(
            verdict: reading.report.verdict.rawValue, isChipProven: reading.report.isChipProven, sentences: [:],
            checks: [], fullName: "", personalNumber: "", documentNumber: "", dateOfBirth: "", portrait: nil,
            milliseconds: 0)
        return (reading, report)
    }

    func prove(
        _ claims: ContentDigest, with document: VerifiedDocument
    ) async throws(DeskFailure) -> PresenceProof { throw DeskFailure(code: "no-reader") }

    func officersCard(can: String) async throws(DeskFailure) -> ContentDigest { throw DeskFailure(code: "no-reader") }
}

/// A counter without a scanner and without a camera.
private struct NoDevices: CounterFingers, CounterPortraits {
    func device() async -> CounterView.FingersDevice? { nil }

    func capture(_ asked: CounterCapture) async throws(DeskFailure) -> CapturedGroup {
        throw DeskFailure(code: "fingerprint-no-device")
    }

    func examine(
        _ jpeg: [UInt8], under rule: Enrollment.Procedure.PortraitRule?, chip: [UInt8]?
    ) async throws -> PortraitExamination {
        PortraitExamination(
            findings: [DraftPortrait.Finding(check: "sharpness", passed: true, sentences: [:])], comparison: [:])
    }
}
