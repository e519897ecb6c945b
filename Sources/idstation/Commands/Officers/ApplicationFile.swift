import Foundation
import Registry

/// The file that an officer brings to the registry.
enum ApplicationFile {
    /// Makes one; a password that is easy to guess is told as such.
    static func make(_ body: () throws -> OfficerApplication) throws -> OfficerApplication {
        do { return try body() } catch let error as RegistryError where error.code == .passwordRefused {
            throw Failure(
                .usage, code: error.code.rawValue, error.message,
                remedy: "Take a longer password, such as four words that do not belong together.")
        } catch let error as RegistryError {
            throw Failure(.usage, code: error.code.rawValue, error.message, remedy: "Look at the id and the name.")
        }
    }

    /// Reads one that somebody made before.
    static func read(_ path: String) throws -> OfficerApplication {
        do {
            return try OfficerApplication(parsing: DurableFile.read(path, atMost: OfficerApplication.maximumSize))
        } catch {
            throw Failure(
                .usage, code: "file-unreadable", "\(path) is no officer's file: \(error.message)",
                remedy: "Name the file that idstation officer new wrote.")
        }
    }

    /// Writes a new file, for its owner alone.
    static func write(_ application: OfficerApplication, to path: String) throws {
        let isFree = !FileManager.default.fileExists(atPath: path)
        guard isFree,
            FileManager.default.createFile(
                atPath: path, contents: Data(application.bytes), attributes: [.posixPermissions: 0o600])
        else {
            throw Failure(
                .usage, code: "file-unwritable", isFree ? "\(path) cannot be written" : "\(path) is there already",
                remedy: "Name a new file in a folder of yours.")
        }
    }
}
