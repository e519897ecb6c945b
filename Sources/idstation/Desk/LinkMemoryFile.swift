import EMRTD
import Foundation

/// Where it is kept how each reader and each kind of card wants to be read: `chip-id-station/links.json` among the user's
/// state files (XDG Base Directory Specification). It names readers and hashes of ATRs, and no person.
///
/// A file that is absent or damaged is an empty one: everything in it can be learned again.
enum LinkMemoryFile {
    private struct Entry: Codable {
        let key: LinkMemory.Key
        let strategy: ReadStrategy
    }

    private static var file: URL {
        let environment = ProcessInfo.processInfo.environment
        let state =
            environment["XDG_STATE_HOME"].map { URL(filePath: $0) }
            ?? FileManager.default.homeDirectoryForCurrentUser.appending(path: ".local/state")
        return state.appending(path: "chip-id-station/links.json")
    }

    static func load() -> LinkMemory {
        guard let data = try? Data(contentsOf: file), data.count < 1 << 20,
            let entries = try? JSONDecoder().decode([Entry].self, from: data)
        else { return LinkMemory() }
        return LinkMemory(Dictionary(entries.map { ($0.key, $0.strategy.sane) }, uniquingKeysWith: { $1 }))
    }

    /// Writes what is new. A disk that takes nothing does not stop a read.
    static func save(_ memory: LinkMemory) async {
        let entries = await memory.entries
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        let sorted = entries.sorted { ($0.key.reader, $0.key.cardFamily) < ($1.key.reader, $1.key.cardFamily) }
        guard let data = try? encoder.encode(sorted.map { Entry(key: $0.key, strategy: $0.value) }),
            (try? Data(contentsOf: file)) != data
        else { return }
        try? FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try? data.write(to: file, options: .atomic)
    }
}
