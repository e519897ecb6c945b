import Foundation
import TestData
import Testing

/// Whatever breaks on the way, a record arrives once and has one receipt: real programs, real sockets, real signals.
@Suite("Broken lines and killed programs, end to end", .serialized)
struct KillTests {
    @Test("a broken upload goes on where it broke")
    func brokenUpload() async throws {
        try await ForwardingDemo.with(cuttingAfter: [24_000]) { line, _ in
            try await line.enroll()
            let broken = try await line.forward()
            #expect(broken.status == 7 && broken.standardOutput.contains("pending (connection-lost)"), "\(broken)")
            let first = line.proxy.carried
            #expect(first == [24_000])
            let whole = try await line.forward()
            #expect(whole.status == 0, "\(whole)")
            try await line.expectOne()
            // The same citizen's next record, over a line that holds: the portrait's 14 kilobytes did not travel twice.
            let second = line.proxy.carried[1]
            try await line.enroll()
            #expect(try await line.forward().status == 0)
            let third = try #require(line.proxy.carried.last)
            #expect(second < third - 10_000, "\(line.proxy.carried)")
        }
    }

    @Test("the station is killed while it sends")
    func stationKilled() async throws {
        try await ForwardingDemo.with { line, _ in
            try await line.enroll()
            let sender = try line.demo.rig.start(
                "idstation", ["forward", "--station", "station", "--bandwidth", "16"])
            try await line.wait("the upload") { line.proxy.carried.reduce(0, +) > 12_000 }
            sender.kill()
            #expect(await sender.outcome(within: .seconds(10)).signal == SIGKILL)
            #expect(try await line.demo.outbox().map(\.state) == ["pending"])
            #expect(try await line.records() == 0)
            let again = try await line.forward()
            #expect(again.status == 0, "\(again)")
            try await line.expectOne()
        }
    }

    @Test("the registry is killed before it has the record")
    func registryKilledBefore() async throws {
        try await ForwardingDemo.with { line, registry in
            try await line.enroll()
            let sender = try line.demo.rig.start(
                "idstation", ["forward", "--station", "station", "--bandwidth", "16"])
            try await line.wait("the upload") { line.proxy.carried.reduce(0, +) > 12_000 }
            registry.kill()
            let outcome = await sender.outcome(within: .seconds(60))
            #expect(outcome.status == 7, "\(outcome)")
            #expect(try await line.demo.outbox().map(\.state) == ["pending"])
            try await line.restart(registry)
            let again = try await line.forward()
            #expect(again.status == 0, "\(again)")
            try await line.expectOne()
        }
    }

    @Test("the registry is killed after it has the record, before anybody heard of it")
    func registryKilledAfter() async throws {
        try await ForwardingDemo.with { line, registry in
            // The first record tells how many bytes one takes; the second is of the same card.
            try await line.enroll()
            #expect(try await line.forward().status == 0)
            let size = try #require(line.proxy.carried.first)
            try await line.enroll()
            // The manifest has some eight kilobytes, and behind it come some two of states and statement: only the answer to
            // it, and what would follow, is swallowed.
            line.proxy.mute(after: size - 5_000)
            let sender = try line.demo.rig.start("idstation", ["forward", "--station", "station"])
            try await line.wait("the record") { try await line.records() == 2 }
            registry.kill()
            let outcome = await sender.outcome(within: .seconds(60))
            #expect(outcome.status == 7, "\(outcome)")
            #expect(try await line.demo.outbox().map(\.state) == ["delivered", "pending"])
            line.proxy.mute(after: nil)
            try await line.restart(registry)
            let again = try await line.forward()
            #expect(again.status == 0, "\(again)")
            try await line.expectOne(2)
        }
    }

    @Test("two senders at once")
    func doubled() async throws {
        try await ForwardingDemo.with { line, _ in
            try await line.enroll()
            let senders = try (0..<2).map { _ in
                try line.demo.rig.start("idstation", ["forward", "--station", "station", "--bandwidth", "64"])
            }
            for sender in senders {
                let outcome = await sender.outcome(within: .seconds(60))
                #expect(outcome.status == 0, "\(outcome)")
            }
            try await line.expectOne()
        }
    }

    @Test("a sender that no waiting helps stops, says so on the page, and goes on when it is started again")
    func stopped() async throws {
        try await ForwardingDemo.with { line, _ in
            try await line.enroll()
            // The station's CA file is another registry's: nobody there can be trusted.
            let rig = line.demo.rig
            let made = try await rig.run("idregistry", ["init", "other", "--trust", "country/trust"])
            #expect(made.status == 0, "\(made)")
            let file = rig.folder.appendingPathComponent("station/station-ca.pem")
            let right = try Data(contentsOf: file)
            try Data(contentsOf: rig.folder.appendingPathComponent("other/station-ca.pem")).write(to: file)
            let refused = try await line.forward()
            #expect(refused.status == 7 && refused.standardError.contains("sending has stopped"), "\(refused)")
            #expect(refused.standardError.contains("server-not-trusted"))
            let shown = try await line.forward(["--status"])
            #expect(shown.status == 0 && shown.standardError.contains("server-not-trusted"), "\(shown)")
            try right.write(to: file)
            #expect(try await line.forward().status == 0)
            #expect(try await !line.forward(["--status"]).standardError.contains("stopped"))
            try await line.expectOne()
        }
    }
}
