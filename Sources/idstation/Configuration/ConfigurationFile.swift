import Enrollment
import Foundation
import Registry

/// A station's configuration file.
enum ConfigurationFile {
    /// Reads it, with what is wrong in it.
    static func reading(_ path: String) throws -> StationConfiguration.Reading {
        let bytes: [UInt8]
        do { bytes = try DurableFile.read(path, atMost: StationConfiguration.largestFile) } catch {
            throw Failure(
                .usage, code: "file-unreadable", error.message,
                remedy: "Name a configuration file that this user may read.")
        }
        let folder = URL(filePath: path).deletingLastPathComponent().absoluteURL.path
        return StationConfiguration.reading(String(decoding: bytes, as: UTF8.self), in: folder)
    }

    /// What is wrong in it and at the places that it names; nil where it cannot be read.
    static func findings(of path: String) -> [ConfigurationFinding]? {
        (try? reading(path)).map { $0.findings + $0.configuration.findingsAtPlaces() }
    }

    /// What it says, where nothing in it is wrong. A station that is not named may be named on the command line.
    static func load(_ path: String) throws -> StationConfiguration {
        let reading = try reading(path)
        let faults = reading.findings.filter { $0.isFault && $0.code != .missingKey }
        guard faults.isEmpty else {
            throw Failure(
                .usage, code: "configuration-faulty",
                "\(path): " + faults.map(\.description).joined(separator: "; "),
                remedy: "Mend the lines; idstation config check \(path) says what is wrong.")
        }
        return reading.configuration
    }
}
