import Foundation

/// The files of this repository, for the tests that hold what is written against what is there.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func url(_ path: String) -> URL { root.appending(path: path).standardizedFileURL }

    static func text(_ path: String) throws -> String { try String(contentsOf: url(path), encoding: .utf8) }

    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: url(path).path) }

    /// Every file below a folder with that ending, by its path from the root. What is built or hidden is left out.
    static func files(under folder: String = "", ending: String) -> [String] {
        let above = url(folder).path
        let files = FileManager.default.enumerator(
            at: url(folder), includingPropertiesForKeys: nil, options: .skipsHiddenFiles)
        var found: [String] = []
        while let file = files?.nextObject() as? URL {
            if file.pathExtension == ending, file.path.hasPrefix(above) {
                found.append(String(file.path.dropFirst(root.standardizedFileURL.path.count + 1)))
            }
        }
        return found.sorted()
    }

    /// Every page that people read.
    static func pages() -> [String] { files(ending: "md") }

    /// What stands between backticks in a text, outside of blocks of code.
    static func codeSpans(in text: String) -> [String] {
        let outside = text.components(separatedBy: "\n```").enumerated().filter { $0.offset.isMultiple(of: 2) }
        return outside.flatMap { $0.element.matches(of: /`([^`\n]+)`/).map { String($0.1) } }
    }
}

extension String {
    /// Whether a word stands there, and not as the beginning of another one.
    func names(_ word: String) -> Bool {
        ranges(of: word).contains { range in
            guard let next = self[range.upperBound...].first else { return true }
            return !next.isLetter && !next.isNumber && next != "-"
        }
    }
}
