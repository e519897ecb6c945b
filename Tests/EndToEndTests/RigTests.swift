import Foundation
import Testing

/// The rig itself, with a program of Debian's that lists readers.
@Suite struct RigTests {
    @Test func readersAreSeenByAProgramThatIsNotOurs() async throws {
        try await Rig.with(.running(readers: 3)) { rig in
            let outcome = try await rig.run("pcsc_scan", ["-r"], within: .seconds(30))
            #expect(outcome.status == 0, "\(outcome)")
            #expect(outcome.standardOutput.contains("2: chip-id virtual reader 02 00"), "\(outcome)")
        }
    }

    @Test func noReader() async throws {
        try await Rig.with(.running(readers: 0)) { rig in
            let outcome = try await rig.run("pcsc_scan", ["-r"], within: .seconds(30))
            #expect(outcome.standardOutput.contains("No reader found"), "\(outcome)")
        }
    }

    @Test func noService() async throws {
        try await Rig.with(.down) { rig in
            let outcome = try await rig.run("pcsc_scan", ["-r"], within: .seconds(30))
            #expect(outcome.standardError.contains("SCardEstablishContext"), "\(outcome)")
        }
    }

    @Test func severalAtOnceAreSeparateAndNothingStays() async throws {
        let folders = try await withThrowingTaskGroup(of: URL.self) { group in
            for count in 1...3 {
                group.addTask {
                    try await Rig.with(.running(readers: count)) { rig in
                        let outcome = try await rig.run("pcsc_scan", ["-r"], within: .seconds(30))
                        let lines = outcome.standardOutput.split(separator: "\n").filter { $0.contains("chip-id") }
                        #expect(lines.count == count, "\(outcome)")
                        return rig.folder
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(folders.count == 3)
        for folder in folders {
            #expect(!FileManager.default.fileExists(atPath: folder.path))
            #expect(try processes(mentioning: folder.lastPathComponent).isEmpty)
        }
    }

    @Test func aFailingTestLeavesNothingEither() async throws {
        struct Failure: Error {}
        var folder: URL?
        var sleeper: RunningProgram?
        await #expect(throws: Failure.self) {
            try await Rig.with { rig in
                folder = rig.folder
                sleeper = try rig.start("sleep", ["600"])
                throw Failure()
            }
        }
        #expect(sleeper?.isRunning == false)
        #expect(try !FileManager.default.fileExists(atPath: #require(folder).path))
        #expect(try processes(mentioning: #require(folder).lastPathComponent).isEmpty)
    }

    @Test func outputStatusSignalAndTimeAreTold() async throws {
        try await Rig.with(.down) { rig in
            let said = try await rig.run("sh", ["-c", "cat; echo oops >&2; exit 7"], input: "hello")
            #expect(said.status == 7 && said.standardOutput == "hello" && said.standardError == "oops\n")
            let slow = try await rig.run("sleep", ["600"], within: .milliseconds(200))
            #expect(slow.timedOut && slow.status == nil && slow.signal == SIGKILL)
        }
    }

    /// The processes whose command line contains a text.
    private func processes(mentioning text: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }.filter { process in
            let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
            return String(decoding: line, as: UTF8.self).contains(text)
        }
    }
}
