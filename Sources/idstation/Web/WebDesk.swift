import CounterDesk
import DocumentPKI
import EMRTD
import Enrollment
import Foundation
import LDS
import PCSC
import Registry
import StationWeb

/// The desk behind the web pages: the same reading and judging as on the command line.
struct WebDesk: CardDesk {
    let desk: Desk
    let reader: String?
    let trust: TrustWatch
    let policy: InspectionPolicy
    /// Counts what is read, where somebody looks at it.
    var metrics: StationMetrics?
    /// A kiosk's scanner, where it is at a serial port.
    var scans: KioskScans?

    func events() -> AsyncStream<DeskEvent> {
        let cards = desk.webEvents()
        return scans?.events(beside: cards) ?? cards
    }

    func waitingScan() -> String? { scans?.take() }

    func read(can: String, progress: @escaping @Sendable (DeskEvent) -> Void) async throws -> DeskReport {
        do {
            let request = Desk.Request(
                passwords: [try .can(can)], reader: reader, waiting: .seconds(5), trust: await trust.store,
                inspection: policy)
            return try await StationMetrics.reading(metrics) {
                let reading = try await desk.readForPages(request, progress: progress)
                let report = reading.inspected(under: policy)
                return (DeskReport(reading, report), report.verdict.rawValue)
            }
        } catch { throw DeskFailure(Failure(error)) }
    }

    func can(scanned text: String) throws -> String {
        do {
            for case .can(let can) in try ScannedText(parsing: text).accessKeys { return can }
        } catch { throw DeskFailure(Failure(error)) }
        throw DeskFailure(code: "scan-not-understood")
    }
}

extension Desk {
    /// Readers and cards as they come and go, for the pages.
    func webEvents() -> AsyncStream<DeskEvent> {
        let events = service.events()
        return AsyncStream { continuation in
            let task = Task {
                for await event in events { continuation.yield(DeskEvent(event)) }
                continuation.finish()
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    /// Reads, and tells the pages how far it is.
    func readForPages(_ request: Request, progress: @escaping @Sendable (DeskEvent) -> Void) async throws -> Reading {
        try await read(request) { event in
            if case .progress(let file, let received, let total) = event, total > 0 {
                progress(DeskEvent("progress", file.description, percent: min(100, received * 100 / total)))
            }
        }
    }
}

extension DeskFailure {
    init(_ failure: Failure) {
        self.init(code: failure.code, title: failure.title, remedy: failure.remedy, triesLeft: failure.triesLeft)
    }
}

extension DeskEvent {
    init(_ event: ReaderEvent) {
        switch event {
        case .readerArrived(let reader): self.init("reader-arrived", reader.name)
        case .readerLeft(let reader): self.init("reader-left", reader.name)
        case .cardInserted(let reader), .cardMute(let reader): self.init("card-inserted", reader.name)
        case .cardRemoved(let reader): self.init("card-removed", reader.name)
        case .serviceDown: self.init("service-down", "")
        }
    }
}

extension DeskReport {
    init(_ reading: Desk.Reading, _ report: InspectionReport) {
        let files = reading.document
        let mrz = files.file(.dg1).flatMap { try? MRZ(parsingDataGroup1: $0.bytes) }
        let national = files.file(.dg13).flatMap { try? NationalData(parsing: $0.bytes) }
        let face = files.file(.dg2).flatMap { try? FaceImage(parsingDataGroup2: $0.bytes) }
        let portrait = face.flatMap { BrowserImage(of: $0)?.dataURL }
        let zoneName = mrz.map { "\($0.secondaryIdentifier) \($0.primaryIdentifier)" } ?? ""
        self.init(
            verdict: report.verdict.rawValue, isChipProven: report.isChipProven,
            sentences: ReportLanguage.texts {
                report.policy == InspectionPolicy.kiosk.name
                    ? report.verdict.kioskSentence($0) : report.sentence($0)
            },
            checks: report.findings.map { finding in
                Check(
                    result: finding.result.rawValue,
                    sentences: ReportLanguage.texts(finding.line))
            },
            fullName: national?.text(.fullName) ?? zoneName,
            personalNumber: national?.text(.personalNumber) ?? "", documentNumber: mrz?.documentNumber ?? "",
            dateOfBirth: national?.text(.dateOfBirth) ?? mrz?.dateOfBirth ?? "",
            portrait: portrait,
            milliseconds: Int(reading.duration.milliseconds))
    }
}
