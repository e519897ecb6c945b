package import Enrollment

/// Whether the station's databases hold together.
package struct DatabaseFacts: CheckedFacts, Hashable {
    package var records: DatabaseExamination
    /// Roster and audit log.
    package var officers: DatabaseExamination

    package init(records: DatabaseExamination, officers: DatabaseExamination) {
        (self.records, self.officers) = (records, officers)
    }

    package var check: StationCheck {
        for (file, examination) in [("station.sqlite", records), ("officers.sqlite", officers)] {
            if let check = Self.fault(examination, in: file) { return check }
        }
        guard case .sound(let counts) = records else { return StationCheck(.databaseAbsent) }
        return StationCheck(
            .databaseSound,
            [
                "records": .number(counts.records), "delivered": .number(counts.delivered),
                "pending": .number(counts.pending), "refused": .number(counts.refused),
                "drafts": .number(counts.drafts),
            ])
    }

    private static func fault(_ examination: DatabaseExamination, in file: String) -> StationCheck? {
        let name = ["file": CheckValue.name(file)]
        return switch examination {
        case .absent, .sound, .interrupted: nil
        case .newer: StationCheck(.databaseNewer, name)
        case .unreadable(let code): StationCheck(.databaseUnreadable, name.merging(["code": .number(code)]) { $1 })
        case .damaged: StationCheck(.databaseDamaged, name)
        case .brokenReferences(let count):
            StationCheck(.databaseReferences, name.merging(["count": .number(count)]) { $1 })
        case .brokenChain(let sequence):
            StationCheck(.databaseChain, name.merging(["sequence": .number(sequence)]) { $1 })
        }
    }
}
