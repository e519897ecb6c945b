import ArgumentParser
import Foundation
import VirtualCard

/// Where a virtual reader waits, as an option says it.
enum ReaderOption {
    static let help: ArgumentHelp =
        "Where the reader waits: unix:/path or tcp:127.0.0.1:port, as in its reader.conf; the first one of private-pcscd if not given."

    static func parse(_ text: String?) throws -> ReaderAddress {
        let folder = ProcessInfo.processInfo.environment["VIRTUAL_READER_DIR"]
        guard let text = text ?? folder.map({ "unix:\($0)/reader-0.sock" }) else {
            throw ValidationError("--reader is missing, and this does not run under private-pcscd")
        }
        guard let address = ReaderAddress(parsing: text) else {
            throw ValidationError("--reader takes unix:/path or tcp:127.0.0.1:port")
        }
        return address
    }
}

/// A card's folder.
enum CardFolder {
    static func load(_ path: String) throws -> CardImage {
        guard FileManager.default.fileExists(atPath: path + "/card.json") else {
            throw ValidationError("there is no card in \(path); idcard issue makes one")
        }
        return try CardImage(folder: URL(filePath: path))
    }
}

enum Console {
    /// A value as JSON for a person to read and a script to parse.
    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// Says something on standard error.
    static func note(_ text: String) { FileHandle.standardError.write(Data("idcard: \(text)\n".utf8)) }
}
