package import LDS
package import Registry

/// A person's card in a draft: how it was read, or that it could not be. The files themselves are attachments.
package struct DraftPerson: Sendable, Hashable, Codable {
    /// The text that a scanner gave, where one did.
    package var scanned: String?
    /// The reading whose files are kept.
    package var reading: Reading?
    /// Why the officer goes on without the chip.
    package var silentReason: String?

    /// A reading of the card that ended with a verdict.
    package struct Reading: Sendable, Hashable, Codable {
        package let time: Timestamp
        /// `id-PACE-ECDH-GM-AES-CBC-CMAC-128` or `BAC`.
        package let accessProtocol: String
        /// The verdict of the inspection, `valid`.
        package let verdict: String
        package let isChipProven: Bool
        /// The files as read, in their order: `EF.SOD`.
        package let files: [String]
        /// The evidence of the reading, as `evidence.json` has it.
        package let evidence: [UInt8]
    }

    package init() {}

    /// The name of the record's part that holds a person's chip file. The holder's lie in `chip/`.
    package static func part(_ file: ElementaryFile, of person: String) -> String {
        PartName.chipFile(file, of: person)?.text ?? "persons/\(file)"
    }
}
