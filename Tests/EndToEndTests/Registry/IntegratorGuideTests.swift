import Foundation
import Testing

/// The commands of docs/integrator-guide.md, run as they stand there, on a record of a real enrollment.
@Suite("The integrator's guide, end to end", .serialized)
struct IntegratorGuideTests {
    /// The blocks of commands, with the rig's names in the place of the guide's.
    private func commands(port: Int) throws -> [String] {
        let page = try String(
            contentsOf: Workspace.root.appendingPathComponent("docs/integrator-guide.md"), encoding: .utf8)
        return page.components(separatedBy: "```sh\n").dropFirst().compactMap {
            $0.components(separatedBy: "```").first
        }
        .map { $0.replacing("demo-001", with: "test-001").replacing("localhost:8443", with: "localhost:\(port)") }
    }

    @Test(
        "a record and its receipt are checked with OpenSSL and Python alone; what was altered is not",
        .timeLimit(.minutes(5)))
    func worked() async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let card = try await demo.issue()
            let (_, port) = try await demo.startRegistry()
            try await demo.enlist(port: port)
            _ = try await rig.insertCard([card.card], says: "inserted")
            // Two, so that the proof has a path.
            for _ in 1...2 {
                let enrolled = try await demo.enroll(card, ["--again"])
                #expect(try Demo.enrollment(enrolled).state == "delivered", "\(enrolled)")
            }
            let blocks = try commands(port: port)
            try #require(blocks.count == 3)
            func run(_ block: String) async throws -> Outcome {
                try await rig.run("/bin/sh", ["-eu", "-c", block])
            }
            let fetched = try await run(blocks[0])
            #expect(fetched.status == 0, "\(fetched)")
            let checked = try await run(blocks[1])
            #expect(checked.status == 0 && checked.standardOutput.contains("a log of 2 leaves holds it"), "\(checked)")

            // Each of the four checks finds what it is for.
            func alter(_ name: String, _ change: (String) throws -> String) async throws {
                let file = rig.folder.appendingPathComponent(name)
                let text = try String(contentsOf: file, encoding: .utf8)
                let changed = try change(text)
                try #require(changed != text)
                try Data(changed.utf8).write(to: file)
                let outcome = try await run(blocks[1])
                #expect(outcome.status != 0, "\(name) was altered: \(outcome)")
                try Data(text.utf8).write(to: file)
            }
            try await alter("manifest.json") { $0.replacing("\"sequence\":2", with: "\"sequence\":3") }
            try await alter("receipt") { $0.replacing("\n2\n", with: "\n3\n") }
            try await alter("receipt") { $0.replacing("index 1\n", with: "index 0\n") }
            #expect(try await run(blocks[1]).status == 0)

            let consumer = try await run(
                blocks[2].replacing("idregistry", with: try #require(Workspace.program("idregistry")).path))
            #expect(consumer.status == 0 && consumer.standardOutput.contains("\"events\""), "\(consumer)")
        }
    }
}
