import Foundation

/// What tells that a file has changed, without reading it.
struct FileState: Sendable, Hashable {
    let size: Int
    let number: Int
    let modified: Date
    let isRegular: Bool

    /// The entries of a folder by name, its folders and hidden files left out where no filter says otherwise; empty where
    /// the folder is not there.
    static func all(
        in folder: String, where isMeant: (String) -> Bool = { $0.contains(".") && !$0.hasPrefix(".") }
    ) -> [String: FileState] {
        let manager = FileManager.default
        var states: [String: FileState] = [:]
        // A journal comes and goes with every import; what the import changed is in the database.
        for name in (try? manager.contentsOfDirectory(atPath: folder)) ?? []
        where isMeant(name) && !name.hasSuffix("-journal") {
            guard let attributes = try? manager.attributesOfItem(atPath: "\(folder)/\(name)") else { continue }
            states[name] = FileState(
                size: attributes[.size] as? Int ?? 0, number: attributes[.systemFileNumber] as? Int ?? 0,
                modified: attributes[.modificationDate] as? Date ?? .distantPast,
                isRegular: attributes[.type] as? FileAttributeType == .typeRegular)
        }
        return states
    }
}
