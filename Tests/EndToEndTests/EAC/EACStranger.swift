import Foundation
import LDS
import Testing

/// OpenPACE's libeac from Debian, driven by the two programs in Strangers/eac.
enum EACStranger {
    static let packages = "libeac-dev, libpcsclite-dev and pkg-config"

    /// Where continuous integration lacks the package, the tests run and fail.
    static let isWanted =
        ProcessInfo.processInfo.environment["CI"] == "true"
        || FileManager.default.fileExists(atPath: "/usr/include/eac/eac.h")

    /// The folder with the two programs, built once.
    private static let programs = Task {
        try await Rig.with(.down) { rig in
            let folder = FileManager.default.temporaryDirectory.appending(path: "eac-\(getpid())")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let built = try await rig.run(
                Workspace.root.appending(path: "Tests/EndToEndTests/Strangers/eac/build").path, [folder.path],
                within: .seconds(120))
            try #require(built.status == 0, "\(built)")
            return folder
        }
    }

    /// A program by the name of its role.
    static func program(_ role: String) async throws -> String {
        try await programs.value.appending(path: "eac-\(role)").path
    }

    /// libeac's terminal reads our card, which is in the rig's reader. The files go to `out`.
    static func terminal(
        _ document: EACDocument, _ rig: Rig, byMRZ: Bool = false, can: String? = nil, root: String? = "root.cvcert"
    ) async throws -> Outcome {
        try FileManager.default.createDirectory(
            at: rig.folder.appending(path: "out"), withIntermediateDirectories: true)
        let card = try await rig.insertCard(["card"], says: "inserted")
        let password = byMRZ ? ["mrz", document.zone] : ["can", can ?? document.can]
        let outcome = try await rig.run(
            program("terminal"), ["out"] + password + (root.map { ["terminal", $0] } ?? []))
        card.terminate()
        return outcome
    }

    /// libeac's card goes into the rig's reader.
    static func insertCard(_ document: EACDocument, _ rig: Rig) async throws -> RunningProgram {
        let card = try await rig.start(program("card"), [rig.readers[0], "card", document.can, "root.cvcert"])
        try await card.waitForOutput("inserted")
        return card
    }
}
