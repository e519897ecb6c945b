import DocumentPKI
import EMRTD
import Foundation
import LDS

/// A folder with a document as it was read: the evidence, which is the raw files and the chip's proofs, and beside it the
/// portrait as an image and the parsed data as JSON.
enum DocumentFolder {
    /// Refuses a folder with something in it: before the card is read, not after.
    static func check(_ path: String) throws { try EvidenceFolder.check(path) }

    /// Writes all of it or nothing.
    static func write(_ reading: Desk.Reading, to path: String, timing: Bool) throws {
        var attachments: [EvidenceFolder.Attachment] = []
        if let dataGroup2 = reading.document.file(.dg2),
            let face = try? FaceImage(parsingDataGroup2: dataGroup2.bytes)
        {
            attachments.append(
                EvidenceFolder.Attachment(name: "portrait.\(face.format.fileExtension)", bytes: face.bytes))
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let document = Array(try encoder.encode(DocumentOutput(reading, timing: timing)))
        attachments.append(EvidenceFolder.Attachment(name: "document.json", bytes: document))
        try EvidenceFolder(reading).write(to: path, with: attachments)
    }
}
