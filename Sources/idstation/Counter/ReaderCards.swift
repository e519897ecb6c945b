import CardCrypto
import CounterDesk
import DocumentPKI
import EMRTD
import Enrollment
import Foundation
import LDS
import PCSC
import Registry
import SmartCard
import StationWeb

/// The counter's reader: the same reading and judging as on the command line.
struct ReaderCards: CounterCards {
    let desk: Desk
    let reader: String?
    let trust: TrustWatch
    let policy: InspectionPolicy
    var metrics: StationMetrics?

    func events() -> AsyncStream<DeskEvent> { desk.webEvents() }

    func read(
        _ keys: [ScannedText.AccessKey], scanned: ScannedText?, progress: @escaping @Sendable (DeskEvent) -> Void
    ) async throws(DeskFailure) -> (reading: CardReading, report: DeskReport) {
        do {
            let zone: String? = if case .mrz(let mrz)? = scanned { mrz.text } else { nil }
            let request = Desk.Request(
                passwords: try keys.map { try Password($0) }, scannedMRZ: zone, reader: reader, waiting: .seconds(5),
                trust: await trust.store, inspection: policy)
            return try await StationMetrics.reading(metrics) {
                let reading = try await desk.readForPages(request, progress: progress)
                let report = reading.inspected(under: policy)
                return ((CardReading(reading, report), DeskReport(reading, report)), report.verdict.rawValue)
            }
        } catch { throw DeskFailure(Failure(error)) }
    }

    func prove(
        _ claims: ContentDigest, with document: VerifiedDocument
    ) async throws(DeskFailure) -> PresenceProof {
        do { return try await desk.prove(claims, with: document, in: reader) } catch let error as EMRTDError
            where error.code == .wrongPassword
        {
            // The password is the document's own: a card that does not open with it is another one.
            throw DeskFailure(code: "another-card")
        } catch { throw DeskFailure(Failure(error)) }
    }

    func officersCard(can: String) async throws(DeskFailure) -> ContentDigest {
        do {
            let request = Desk.Request(
                passwords: [try .can(can)], reader: reader, waiting: .seconds(5), trust: await trust.store,
                inspection: policy)
            let reading = try await desk.read(request) { _ in }
            let report = reading.inspected(under: policy)
            // The roster names the key of Active Authentication: that one must have signed, here and now.
            guard report.verdict == .valid, reading.document.activeAuthentication == .passed,
                let key = report.document?.file(.dg15)
            else { throw DeskFailure(code: "officer-card-not-genuine") }
            return ContentDigest(of: key.bytes)
        } catch let failure as DeskFailure { throw failure } catch { throw DeskFailure(Failure(error)) }
    }
}

extension Password {
    init(_ key: ScannedText.AccessKey) throws {
        switch key {
        case .can(let can): self = try .can(can)
        case .mrzInformation(let information): self = try .mrz(information: information)
        }
    }
}
