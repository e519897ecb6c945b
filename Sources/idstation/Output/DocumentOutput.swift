import EMRTD
import Foundation
import LDS
import SmartCard

/// A document's content as JSON shows it.
struct DocumentOutput: Encodable {
    struct Access: Encodable {
        let `protocol`: String
        let pace: String
        let bac: String
        let chipAuthentication: String
        let activeAuthentication: String
        let terminalAuthentication: String
        let isDowngraded: Bool
        /// Why a protocol failed, by the name that people know it by.
        let reasons: [String: String]

        /// `Chip Authentication: passed`
        func line(_ name: String, _ outcome: String) -> String {
            "\(name): \(outcome)" + (reasons[name].map { " (\($0))" } ?? "")
        }

        var lines: [String] {
            [
                line("Chip Authentication", chipAuthentication), line("Active Authentication", activeAuthentication),
                line("Terminal Authentication", terminalAuthentication),
            ]
        }
    }

    struct File: Encodable {
        let name: String
        let size: Int
    }

    struct Holder: Encodable {
        let documentNumber: String
        let issuingState: String
        let nationality: String
        let dateOfBirth: String
        let sex: String
        let dateOfExpiry: String
        let primaryIdentifier: String
        let secondaryIdentifier: String
        let optionalData: String
        let wrongCheckDigits: [String]
    }

    struct NationalField: Encodable {
        let number: Int
        let texts: [String]
    }

    let reader: String
    let access: Access
    let files: [File]
    let refused: [String: String]
    let holder: Holder?
    let nationalData: [NationalField]?
    let timing: TimingOutput?

    init(_ reading: Desk.Reading, timing: Bool) {
        let document = reading.document
        reader = reading.reader
        let outcomes = [
            "PACE": document.pace, "BAC": document.bac, "Chip Authentication": document.chipAuthentication,
            "Active Authentication": document.activeAuthentication,
            "Terminal Authentication": document.terminalAuthentication,
        ]
        access = Access(
            protocol: document.accessProtocol, pace: document.pace.word, bac: document.bac.word,
            chipAuthentication: document.chipAuthentication.word,
            activeAuthentication: document.activeAuthentication.word,
            terminalAuthentication: document.terminalAuthentication.word, isDowngraded: document.isDowngraded,
            reasons: outcomes.compactMapValues(\.reason))
        files = document.files.map { File(name: $0.file.description, size: $0.bytes.count) }
        refused = Dictionary(
            uniqueKeysWithValues: document.refused.map { ($0.key.description, $0.value.description) })
        holder = document.file(.dg1).flatMap { try? MRZ(parsingDataGroup1: $0.bytes) }.map(Holder.init)
        nationalData = document.file(.dg13).flatMap { try? NationalData(parsing: $0.bytes) }.map { data in
            data.fields.map { NationalField(number: $0.number.rawValue, texts: data.texts($0.number)) }
        }
        self.timing = timing ? TimingOutput(reading) : nil
    }
}

extension DocumentOutput.Holder {
    init(_ mrz: MRZ) {
        self.init(
            documentNumber: mrz.documentNumber, issuingState: mrz.issuingState, nationality: mrz.nationality,
            dateOfBirth: mrz.dateOfBirth, sex: mrz.sex.rawValue, dateOfExpiry: mrz.dateOfExpiry,
            primaryIdentifier: mrz.primaryIdentifier, secondaryIdentifier: mrz.secondaryIdentifier,
            optionalData: mrz.optionalData, wrongCheckDigits: mrz.wrongCheckDigits)
    }
}
