import DocumentPKI
import EMRTD
import Foundation
import Imaging
import LDS
import PCSC
import Registry
import StationWeb

/// The desk behind the web pages: the same reading and judging as on the command line.
struct WebDesk: CardDesk {
    let desk = Desk()
    let reader: String?
    let trust: TrustWatch
    let policy: InspectionPolicy

    func events() -> AsyncStream<DeskEvent> {
        let events = desk.service.events()
        return AsyncStream { continuation in
            let task = Task {
                for await event in events { continuation.yield(DeskEvent(event)) }
                continuation.finish()
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    func read(can: String, progress: @escaping @Sendable (DeskEvent) -> Void) async throws -> DeskReport {
        do {
            let request = Desk.Request(
                passwords: [try .can(can)], reader: reader, waiting: .seconds(5), trust: await trust.store,
                inspection: policy)
            let reading = try await desk.read(request) { event in
                if case .progress(let file, let received, let total) = event, total > 0 {
                    progress(DeskEvent("progress", file.description, percent: min(100, received * 100 / total)))
                }
            }
            return DeskReport(reading, reading.inspected(under: policy))
        } catch {
            let failure = Failure(error)
            throw DeskFailure(code: failure.code, title: failure.title, remedy: failure.remedy)
        }
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
        let portrait = face.flatMap(Self.displayable)
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

    /// The portrait as a browser takes it: JPEG as it is, JPEG 2000 as PNG.
    private static func displayable(_ face: FaceImage) -> String? {
        switch face.format {
        case .jpeg: "data:image/jpeg;base64," + Data(face.bytes).base64EncodedString()
        case .jpeg2000:
            (try? JPEG2000Decoder.decode(face.bytes)).map {
                "data:image/png;base64," + Data($0.png()).base64EncodedString()
            }
        }
    }
}
