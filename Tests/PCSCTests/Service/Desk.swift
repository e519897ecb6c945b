import Foundation
import Testing

/// A rig for all tests of a suite, reached from this process.
///
/// libpcsclite asks for PCSCLITE_CSOCK_NAME once in a process. So the name is one of this process for good, and leads
/// to the socket of the rig that stands at the moment.
struct Desk: SuiteTrait, TestScoping {
    @TaskLocal static var rig: Rig?

    /// Where libpcsclite of this process looks.
    static let socket: String = {
        let path = "/tmp/pcsc-tests-\(getpid()).comm"
        setenv("PCSCLITE_CSOCK_NAME", path, 1)
        return path
    }()

    let readers: Int
    let models: [String]

    var isRecursive: Bool { false }

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await Self.with(readers: readers, models: models) { rig in
            try await Self.$rig.withValue(rig) { try await function() }
        }
    }

    /// Sets a rig up and leads this process to it.
    static func with(
        readers: Int, ports: [UInt16] = [], models: [String] = [], called name: String? = nil,
        _ body: (Rig) async throws -> Void
    ) async throws {
        let link = socket
        try await Rig.with(.running(readers: readers, ports: ports, models: models, called: name)) { rig in
            try FileManager.default.createSymbolicLink(
                atPath: link, withDestinationPath: rig.folder.appendingPathComponent("readers/pcscd.comm").path)
            defer { unlink(link) }
            try await body(rig)
        }
    }
}

extension Trait where Self == Desk {
    /// All tests of the suite share a private pcscd with so many readers, of these models.
    static func desk(readers: Int, models: [String] = []) -> Desk { Desk(readers: readers, models: models) }
}
