import Foundation

/// The pages' files: HTML, style, and scripts that are modules by screen. No framework, and no build of their own.
package struct Assets: Sendable {
    struct File: Sendable {
        let bytes: [UInt8]
        let mediaType: String
    }

    private let files: [String: [UInt8]]

    /// Those that came with the program.
    package static let embedded = Assets(
        files: Dictionary(uniqueKeysWithValues: embeddedFiles.map { ($0, $1) }))

    private init(files: [String: [UInt8]]) { self.files = files }

    /// The same files from a folder, for whoever works on the pages: no build between two looks.
    package init(folder: String) throws {
        var files: [String: [UInt8]] = [:]
        for (name, _) in Self.embeddedFiles {
            files[name] = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
        }
        self.files = files
    }

    /// Every file's name, for the tests.
    package static var names: [String] { embeddedFiles.map(\.key) }

    /// A file that pages load. A kiosk has none of the counter's.
    func file(_ name: String, of surface: Surface) -> File? {
        guard let bytes = files[name], !name.hasSuffix(".html") else { return nil }
        if case .kiosk = surface, name.hasPrefix("counter") { return nil }
        return File(
            bytes: bytes,
            mediaType: name.hasSuffix(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8")
    }

    /// A page with its token and its words. Whatever goes in cannot end the element that it stands in.
    ///
    /// - Parameter token: hexadecimal digits, safe in an attribute.
    func page(_ name: String, token: String, language: String, words: Messages.Table) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let table = String(decoding: try encoder.encode(words), as: UTF8.self).replacing("<", with: "\\u003c")
        return String(decoding: files[name] ?? [], as: UTF8.self)
            .replacing("{{token}}", with: token).replacing("{{language}}", with: language)
            .replacing("{{words}}", with: table)
    }
}
