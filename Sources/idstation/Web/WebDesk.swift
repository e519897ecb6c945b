import DocumentPKI
import EMRTD
import Foundation
import LDS
import PCSC
import StationWeb

/// The desk behind the web pages: the same reading and judging as on the command line.
struct WebDesk: CardDesk {
    let desk = Desk()
    let reader: String?
    let trust: TrustStore

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
            let reading = try await desk.read([.can(can)], in: reader, waiting: .seconds(5)) { event in
                if case .progress(let file, let received, let total) = event, total > 0 {
                    progress(DeskEvent("progress", file.description, percent: min(100, received * 100 / total)))
                }
            }
            return DeskReport(reading, Verification(reading.document, trust: trust, at: Date()))
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
    init(_ reading: Desk.Reading, _ verification: Verification) {
        let output = VerificationOutput(verification, reading, timing: false)
        let files = reading.document
        let mrz = files.file(.dg1).flatMap { try? MRZ(parsingDataGroup1: $0.bytes) }
        let national = files.file(.dg13).flatMap { try? NationalData(parsing: $0.bytes) }
        let face = files.file(.dg2).flatMap { try? FaceImage(parsingDataGroup2: $0.bytes) }
        let portrait = face.flatMap { $0.format == .jpeg ? Data($0.bytes).base64EncodedString() : nil }
        let zoneName = mrz.map { "\($0.secondaryIdentifier) \($0.primaryIdentifier)" } ?? ""
        let chip = Check(result: output.chipResult, detail: output.chipLine)
        self.init(
            verdict: output.verdict, isChipProven: output.chipResult == "passed",
            checks: output.findings.map { Check(result: $0.result, detail: $0.detail) } + [chip],
            fullName: national?.text(.fullName) ?? zoneName,
            personalNumber: national?.text(.personalNumber) ?? "", documentNumber: mrz?.documentNumber ?? "",
            dateOfBirth: national?.text(.dateOfBirth) ?? mrz?.dateOfBirth ?? "",
            portrait: portrait.map { "data:image/jpeg;base64,\($0)" },
            milliseconds: Int(reading.duration.milliseconds))
    }
}
