import Foundation

/// Where things lie in this package, and in the build that the tests belong to.
enum Workspace {
    /// The package's folder.
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Other people's files, which are not part of the repository: `../shared/data`, or where CHIP_ID_TEST_DATA points.
    static let testData =
        ProcessInfo.processInfo.environment["CHIP_ID_TEST_DATA"].map { URL(fileURLWithPath: $0) }
        ?? root.deletingLastPathComponent().appendingPathComponent("shared/data")

    /// The script that starts a private pcscd.
    static let privatePCSCD = root.appendingPathComponent("drivers/virtual-reader/private-pcscd")

    /// The driver that pcscd loads.
    static let driver = root.appendingPathComponent("drivers/virtual-reader/.build/release/libVirtualReader.so")

    /// A program by name: one that this package built, next to the test bundle or in .build/debug, else one of the
    /// system. A path is taken as it is.
    static func program(_ name: String) -> URL? {
        if name.contains("/") { return URL(fileURLWithPath: name) }
        let tests = URL(fileURLWithPath: ProcessInfo.processInfo.arguments.first ?? "/").deletingLastPathComponent()
        let system = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        let folders =
            [tests, root.appendingPathComponent(".build/debug")]
            + (system + ["/usr/sbin", "/sbin"]).map { URL(fileURLWithPath: String($0)) }
        return folders.map { $0.appendingPathComponent(name) }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }
}
