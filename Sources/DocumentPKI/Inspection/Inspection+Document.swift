import Foundation
import LDS

/// What stands on the card and in the chip, and until when the document is valid.
extension Inspection {
    /// The zone that was scanned from the card against EF.DG1: a forger changes the print and leaves the chip, or puts a
    /// genuine chip into another card.
    func scannedZone(_ scanned: String?, _ zone: MRZ?) -> InspectionFinding {
        let scanned = scanned?.filter { !$0.isWhitespace } ?? ""
        guard !scanned.isEmpty else { return InspectionFinding(.scannedZone, .notDone, .nothingScanned) }
        guard let zone else { return InspectionFinding(.scannedZone, .notDone, .notReached) }
        if scanned == zone.text || scanned == zone.accessKeyInformation {
            return InspectionFinding(.scannedZone, .passed, .agrees)
        }
        let fields = (try? MRZ(parsing: scanned)).map { Self.differences($0, zone) } ?? ["key-information"]
        return InspectionFinding(.scannedZone, .failed, .differs, [.fields: fields.joined(separator: ", ")])
    }

    /// Names of the fields that differ, never their content.
    private static func differences(_ one: MRZ, _ other: MRZ) -> [String] {
        let fields: [(String, (MRZ) -> String)] = [
            ("document-code", \.documentCode), ("issuing-state", \.issuingState),
            ("document-number", \.documentNumber), ("optional-data", \.optionalData),
            ("date-of-birth", \.dateOfBirth), ("sex", \.sex.rawValue), ("date-of-expiry", \.dateOfExpiry),
            ("nationality", \.nationality), ("primary-identifier", \.primaryIdentifier),
            ("secondary-identifier", \.secondaryIdentifier),
        ]
        let names = fields.filter { $0.1(one) != $0.1(other) }.map(\.0)
        return names.isEmpty ? ["check-digits"] : names
    }

    func expiry(_ zone: MRZ?, _ files: [RawFile]) -> InspectionFinding {
        guard let zone else { return InspectionFinding(.expiry, .notDone, .notReached) }
        let national = files.first { $0.file == .dg13 }.flatMap { try? NationalData(parsing: $0.bytes) }
        let today = time.calendarDay
        let expiry = DocumentExpiry(zone, national, today: today)
        if expiry == .never { return InspectionFinding(.expiry, .passed, .neverExpires) }
        return switch expiry.isOver(on: today) {
        case true: InspectionFinding(.expiry, .failed, .expired)
        case false: InspectionFinding(.expiry, .passed, .notExpired)
        case nil: InspectionFinding(.expiry, .notDone, .expiryUnknown)
        }
    }
}
