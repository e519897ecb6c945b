import Foundation
import TestData
import Testing

/// Records on a stick, by the programs: out of the station, into the registry, and the receipts back.
@Suite("Forwarding without a network, end to end", .serialized)
struct BundleCommandTests {
    private struct Written: Decodable {
        let file: String
        let records: [Int]
    }

    private func export(_ line: ForwardingDemo) async throws -> String {
        let usb = line.demo.rig.folder.appendingPathComponent("usb")
        try FileManager.default.createDirectory(at: usb, withIntermediateDirectories: true)
        let outcome = try await line.forward(["--export", "usb", "--json"])
        #expect(outcome.status == 0, "\(outcome)")
        let written = try JSONDecoder().decode([Written].self, from: Data(outcome.standardOutput.utf8))
        #expect(written.map(\.records) == [[1, 2]])
        return try #require(written.first?.file)
    }

    private func take(_ line: ForwardingDemo, _ file: String) async throws -> Outcome {
        try await line.demo.rig.run("idregistry", ["bundle", "import", "registry", file, "--out", "usb/receipts"])
    }

    @Test("the circle closes while the registry serves, and with the network again nothing is sent twice")
    func circle() async throws {
        try await ForwardingDemo.with { line, _ in
            try await line.enroll()
            try await line.enroll(["--again"])
            let file = try await export(line)
            let taken = try await take(line, file)
            #expect(taken.status == 0 && taken.standardOutput == "1 received\n2 received\n", "\(taken)")
            let imported = try await line.forward(["--import", "usb/receipts"])
            #expect(imported.status == 0 && imported.standardOutput == "1 delivered\n2 delivered\n", "\(imported)")
            #expect(try await line.demo.outbox().map(\.state) == ["delivered", "delivered"])
            #expect(line.proxy.carried.isEmpty, "nothing went over the network")
            try await line.expectOne(2)
        }
    }

    @Test("a stick pulled out in the middle, and a bundle of nobody")
    func broken() async throws {
        try await ForwardingDemo.with { line, _ in
            try await line.enroll()
            try await line.enroll(["--again"])
            let file = try await export(line)
            let url = line.demo.rig.folder.appendingPathComponent(file)
            let bytes = try Data(contentsOf: url)
            try bytes.prefix(bytes.count * 3 / 4).write(to: url)
            let cut = try await take(line, file)
            #expect(cut.status == 6 && cut.standardOutput == "1 received\n2 not-taken (incomplete)\n", "\(cut)")
            let half = try await line.forward(["--import", "usb/receipts"])
            #expect(half.status == 7, "\(half)")
            #expect(half.standardOutput == "1 delivered\n2 not taken (incomplete), still waits\n", "\(half)")
            #expect(try await line.demo.outbox().map(\.state) == ["delivered", "pending"])

            try Data("no bundle".utf8).write(to: url)
            #expect(try await take(line, file).status == 64)
            try Data(bytes.prefix(100)).write(to: url)
            #expect(try await take(line, file).status == 64)
            try Data("no receipts".utf8).write(to: line.demo.rig.folder.appendingPathComponent("usb/receipts"))
            #expect(try await line.forward(["--import", "usb/receipts"]).status == 6)
            let full = try await line.demo.rig.run(
                "idstation", ["forward", "--station", "station", "--export", "/nowhere"])
            #expect(full.status == 8, "\(full)")
            #expect(try await line.forward().status == 0)
            try await line.expectOne(2)
        }
    }

    @Test("a copied station is an alarm at both ends: fork")
    func fork() async throws {
        try await ForwardingDemo.with { line, registry in
            let rig = line.demo.rig
            #expect(try await rig.run("cp", ["-a", "station", "copy"]).status == 0)
            try await line.enroll()
            #expect(try await line.forward().status == 0)
            let copied = try await rig.run(
                "idstation",
                [
                    "enroll", "--station", "copy", "--can", line.card.can, "--phone", "0912345678", "--consent",
                    "--offline",
                ])
            #expect(copied.status == 0, "\(copied)")
            let forked = try await rig.run("idstation", ["forward", "--station", "copy", "--export", "."])
            #expect(forked.status == 0, "\(forked)")
            let sent = try await rig.run("idstation", ["forward", "--station", "copy"])
            #expect(sent.status == 7 && sent.standardError.contains("sequence-taken"), "\(sent)")
            let shown = try await rig.run("idregistry", ["reconcile", "registry"])
            #expect(shown.status == 16 && shown.standardOutput.contains("test-001: fork at record 1"), "\(shown)")
            #expect(registry.standardError.contains("do not agree") && registry.standardError.contains("critical"))
        }
    }
}
