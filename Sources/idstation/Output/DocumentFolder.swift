import EMRTD
import Foundation
import LDS

/// A folder with a document as it was read: raw files, the portrait as an image, the parsed data as JSON.
enum DocumentFolder {
    /// Refuses a folder with something in it: before the card is read, not after.
    static func check(_ path: String) throws {
        guard let contents = try? FileManager.default.contentsOfDirectory(atPath: path), !contents.isEmpty else {
            return
        }
        throw Failure(
            .usage, code: "folder-not-empty", "the folder \(path) is not empty",
            remedy: "Name a new folder, so that two cards are never mixed.")
    }

    /// Writes beside the target first and moves it into place, so that nothing half-written is ever there.
    static func write(_ reading: Desk.Reading, to path: String, timing: Bool) throws {
        let target = URL(filePath: path)
        let parent = target.standardizedFileURL.deletingLastPathComponent()
        let manager = FileManager.default
        try check(path)
        do {
            try manager.createDirectory(at: parent, withIntermediateDirectories: true)
            let draft = parent.appending(path: ".\(target.lastPathComponent).\(UUID().uuidString.prefix(8))")
            defer { try? manager.removeItem(at: draft) }
            try manager.createDirectory(
                at: draft, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            for file in reading.document.files {
                try Data(file.bytes).write(to: draft.appending(path: "\(file.file.shortName).bin"))
            }
            if let dataGroup2 = reading.document.file(.dg2),
                let face = try? FaceImage(parsingDataGroup2: dataGroup2.bytes)
            {
                try Data(face.bytes).write(to: draft.appending(path: "portrait.\(face.format.fileExtension)"))
            }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try encoder.encode(DocumentOutput(reading, timing: timing)).write(
                to: draft.appending(path: "document.json"))
            if manager.fileExists(atPath: target.path) { try manager.removeItem(at: target) }
            try manager.moveItem(at: draft, to: target)
        } catch let error as CocoaError {
            throw Failure(
                .stationFailed, code: "folder-not-written",
                "the folder \(path) could not be written: \(error.localizedDescription)",
                remedy: "Look at the free space and the rights of its parent folder.")
        }
    }
}
