import Foundation

/// Copies a folder's files, so that the copy stands for itself.
enum FolderCopy {
    static func files(from source: String, to target: String) throws {
        let manager = FileManager.default
        try manager.createDirectory(atPath: target, withIntermediateDirectories: true)
        for file in try manager.contentsOfDirectory(atPath: source).sorted() {
            try manager.copyItem(atPath: "\(source)/\(file)", toPath: "\(target)/\(file)")
        }
    }
}
