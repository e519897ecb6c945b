import CardCrypto
import Enrollment
import Registry

/// What a restore did, as JSON and as lines.
struct RestoreOutput: Encodable {
    struct Restored: Encodable {
        let station: String
        let backup: String
        let made: String
        let files: Int
        /// SHA-256 of the station CA's certificate.
        let authority: String

        init(_ restored: StationRestore.Restored) {
            station = restored.manifest.backup.station.text
            backup = restored.manifest.backup.id.text
            made = "\(restored.manifest.backup.made)"
            files = restored.manifest.files.count
            authority = ContentDigest(of: restored.authority.der).text
        }
    }

    struct Recovered: Encodable {
        let records: Int
        let auditEntries: Int
        let next: Int
        let lost: [String]
        let findings: [String]

        init(_ outcome: StationRecovery.Outcome) {
            records = outcome.records
            auditEntries = outcome.entries
            next = outcome.next
            lost = outcome.lost
            findings = outcome.findings.map { "\($0)" }
        }
    }

    var restored: Restored?
    var recovered: Recovered?
    /// Whether a new code is needed before the station can go on.
    var needsKeys = false
    var phase = ""

    func tell(_ path: String, json: Bool) throws {
        if json { return try Console.json(self) }
        if let restored {
            print("station \(restored.station) as it was at \(restored.made) in \(path): \(restored.files) files")
            print("its registry's station CA: \(restored.authority)")
        }
        if let recovered {
            print(
                "\(recovered.records) records and \(recovered.auditEntries) audit entries came back from the registry")
            for id in recovered.lost { print("lost: record \(id), which was made after the backup and never arrived") }
            for finding in recovered.findings { print("the registry found: \(finding)") }
            print("the next record has number \(recovered.next)")
        }
        if needsKeys {
            Console.note(
                "the station's keys are not here: get a code for this station (idregistry station invite), run idstation "
                    + "identity enrol --station \(path), then idstation restore --station \(path)")
        } else if recovered == nil {
            print("phase \(phase): there is nothing to take back")
        }
    }
}
