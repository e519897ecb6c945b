import FoundationEssentials
import Glibc
import LDS

extension EvidenceFolder {
    /// Refuses a folder with something in it, so that a program can say so before the card is read.
    ///
    /// - Throws: ``EvidenceError`` with `folderNotEmpty`.
    package static func check(_ path: String) throws(EvidenceError) {
        guard let contents = try? FileManager.default.contentsOfDirectory(atPath: path), !contents.isEmpty else {
            return
        }
        throw EvidenceError(.folderNotEmpty, "the folder \(path) is not empty")
    }

    /// Writes the folder: a draft beside it, synced, then moved into place, so that nothing half-written is ever there
    /// under its name. The folder has mode 0700, its files 0600.
    ///
    /// - Parameters:
    ///   - path: new, or an empty folder.
    ///   - attachments: files for people, which nothing is read from.
    /// - Throws: ``EvidenceError`` with `folderNotEmpty`, `folderNotWritten`, or `malformed` for what would not be read
    ///   again.
    package func write(to path: String, with attachments: [Attachment] = []) throws(EvidenceError) {
        let contents = try contents(with: attachments)
        try Self.check(path)
        let target = URL(filePath: path).standardizedFileURL
        let parent = target.deletingLastPathComponent().path
        let draft = "\(parent)/.\(target.lastPathComponent).\(UUID().uuidString.prefix(8))"
        do {
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
            guard mkdir(draft, 0o700) == 0, let folder = OpenFolder(draft) else { throw SystemFailure() }
            do {
                for file in contents { try folder.create(file.name, file.bytes) }
                try folder.sync()
                // Takes the place of an empty folder, and of nothing else.
                guard rename(draft, target.path) == 0 else { throw SystemFailure() }
            } catch {
                for file in contents { folder.remove(file.name) }
                rmdir(draft)
                throw error
            }
            guard let above = OpenFolder(parent) else { throw SystemFailure() }
            try above.sync()
        } catch {
            throw EvidenceError(
                .folderNotWritten,
                "the folder \(path) could not be written: \((error as? SystemFailure)?.description ?? "its parent")")
        }
    }

    /// Every file with its name, the manifest at the end.
    private func contents(
        with attachments: [Attachment]
    ) throws(EvidenceError) -> [(name: String, bytes: [UInt8])] {
        var contents = files.map { (name: "\($0.file.shortName).bin", bytes: $0.bytes) }
        contents.append((Self.evidenceName, try evidence.serialized()))
        if let report { contents.append((Self.reportName, report)) }
        contents += attachments.map { ($0.name, $0.bytes) }
        let isReadable =
            Set(contents.map(\.name)).count == contents.count && contents.count <= EvidenceLimits.files
            && contents.allSatisfy {
                OpenFolder.isPlainName($0.name) && $0.name != EvidenceManifest.name
                    && $0.bytes.count <= EvidenceLimits.file
            } && contents.map(\.bytes.count).reduce(0, +) <= EvidenceLimits.folder
        guard isReadable, let manifest = try? EvidenceManifest(contents).serialized() else {
            throw EvidenceError(.malformed, "a file of the evidence has a name or a size that would not be read again")
        }
        contents.append((EvidenceManifest.name, manifest))
        return contents
    }
}
