import Foundation
import SmartCard
package import Testing

/// Other people's files, which are not part of the repository: `../shared/data`, or where CHIP_ID_TEST_DATA points.
package enum TestData {
    private static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["CHIP_ID_TEST_DATA"] { return URL(filePath: path) }
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
        return root.deletingLastPathComponent().appending(path: "shared/data")
    }()

    package static func isPresent(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: name).path)
    }

    package static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: name)))
    }

    package static func hex(_ name: String) throws -> [UInt8] {
        try #require(Hex.bytes(String(decoding: try bytes(name), as: UTF8.self)))
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips the test, by name, where the file is absent.
    package static func needs(_ name: String) -> Self {
        .enabled(if: TestData.isPresent(name), "\(name) is absent; set CHIP_ID_TEST_DATA")
    }
}
