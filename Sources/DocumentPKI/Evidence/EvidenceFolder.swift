package import LDS

/// What a reading leaves for another day and another machine: the files of the chip exactly as read, `evidence.json`, and
/// `report.json` where there is one.
///
/// The folder holds the holder's data: it is for its owner's eyes.
package struct EvidenceFolder: Sendable {
    package let evidence: Evidence
    /// As read from the chip; `SOD.bin`, `DG1.bin`, `CardAccess.bin` … in the folder.
    package let files: [RawFile]
    /// The report's bytes, which are the caller's matter.
    package let report: [UInt8]?

    static let evidenceName = "evidence.json"
    static let reportName = "report.json"

    package init(_ evidence: Evidence, files: [RawFile], report: [UInt8]? = nil) {
        self.evidence = evidence
        self.files = files
        self.report = report
    }

    /// A file beside the evidence, a picture for the eye: it is listed in the manifest, and nothing is read from it.
    package struct Attachment: Sendable {
        package let name: String
        package let bytes: [UInt8]

        /// - Parameters:
        ///   - name: letters, digits, `.`, `_` and `-`, at most 64, no dot in front.
        ///   - bytes: the file's content.
        package init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    /// What a folder holds, and what is wrong with it.
    package struct Loading: Sendable {
        /// nil where anything is damaged: a verdict on half of the evidence would accuse or clear by accident.
        package let folder: EvidenceFolder?
        /// By file name.
        package let damage: [Damage]
        /// Files that no manifest lists. They were left alone.
        package let unknown: [String]
    }

    /// Something in a folder that is not as it was written.
    package struct Damage: Sendable, Hashable, CustomStringConvertible {
        package let file: String
        /// What is wrong, as the rest of a sentence: `is missing`.
        package let problem: String

        package var description: String { "\(file) \(problem)" }
    }
}
