import Foundation

extension QuirkCatalogue {
    /// Where an administrator puts files of this machine's own.
    package static let folder = "/etc/chip-id/reader-quirks.d"

    private static let mostFiles = 64

    /// What comes along, under the files of a folder by their names, under the file that was asked for.
    ///
    /// A file of the folder that cannot be used is left out and told among the faults, for a station must open in the
    /// morning whatever somebody wrote there in the evening; the one that was asked for throws.
    package static func load(
        file: String? = nil, folder: String = folder
    ) throws(QuirkFileError) -> (catalogue: QuirkCatalogue, faults: [QuirkFileError]) {
        var entries = try file.map { path throws(QuirkFileError) in try read(path) } ?? []
        var faults: [QuirkFileError] = []
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
            .filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted()
        if names.count > mostFiles { faults.append(QuirkFileError(folder, nil, "more than \(mostFiles) files")) }
        for name in names.prefix(mostFiles) {
            do throws(QuirkFileError) { entries += try read("\(folder)/\(name)") } catch { faults.append(error) }
        }
        return (QuirkCatalogue(entries + embedded.entries), faults)
    }

    /// The entries of one file.
    private static func read(_ path: String) throws(QuirkFileError) -> [QuirkEntry] {
        try QuirkFile.entries(parsing: QuirkFile.text(of: path), file: path)
    }
}

extension QuirkFile {
    /// A file's text, no more of it than a file may have. A folder, a pipe or a device is refused before it is opened.
    package static func text(of path: String) throws(QuirkFileError) -> String {
        let kind =
            (try? FileManager.default.attributesOfItem(
                atPath: URL(filePath: path).resolvingSymlinksInPath().path))?[.type] as? FileAttributeType
        guard kind == .typeRegular, let handle = FileHandle(forReadingAtPath: path),
            let data = try? handle.read(upToCount: largestFile + 1)
        else { throw QuirkFileError(path, nil, "there is no such file, or it cannot be read") }
        guard data.count <= largestFile else {
            throw QuirkFileError(path, nil, "larger than \(largestFile / 1024) KiB")
        }
        guard let text = String(data: data, encoding: .utf8) else { throw QuirkFileError(path, nil, "no UTF-8") }
        return text
    }
}
