import Foundation
import Testing

/// What goes wrong behind the desk: the registry is away or refuses, the disk is full. No record is lost or doubled.
@Suite("Bad days behind the desk, end to end")
struct BadRegistryTests {
    @Test("the registry is down when the record is sent: it stays, and goes later exactly once")
    func registryDown() async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let card = try await demo.issue()
            let (registry, port) = try await demo.startRegistry()
            try await demo.enlist(port: port)
            registry.terminate()
            _ = await registry.outcome(within: .seconds(10))

            let first = try await rig.insertCard([card.card], says: "inserted")
            let kept = try await demo.enroll(card)
            #expect(kept.status == 7, "\(kept)")
            #expect(kept.standardOutput.contains("The record is kept"))
            #expect(try await demo.outbox().map(\.state) == ["pending"])
            let again = try await demo.enroll(card)
            #expect(again.status == 9, "a second record of the same citizen while one waits: \(again)")
            #expect(again.failureCode == "already-waiting")

            _ = try await demo.serve(port: port)
            for _ in 0..<2 {
                let forwarded = try await rig.run("idstation", ["forward", "--station", "station"])
                #expect(forwarded.status == 0, "\(forwarded)")
            }
            #expect(try await demo.outbox().map(\.state) == ["delivered"])

            // The next record is the registry's second: the first went in exactly once.
            first.terminate()
            _ = await first.outcome(within: .seconds(5))
            let other = try await demo.issue("card-2", ["--seed", "2"])
            _ = try await rig.insertCard([other.card], says: "inserted")
            let next = try await demo.enroll(other)
            #expect(next.status == 0, "\(next)")
            let receipt = try Demo.enrollment(next).receipt
            #expect(receipt?.logIndex == 1)
            #expect(receipt?.treeSize == 2)
        }
    }

    @Test("the registry does not trust the card's issuer: refused for good, and said so")
    func refused() async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            try await demo.issue("other-card", country: "other-country")
            let card = try await demo.issue()
            let (_, port) = try await demo.startRegistry(trusting: "other-country")
            try await demo.enlist(port: port)
            // The station trusts what the registry does not.
            let copied = try await rig.run("cp", ["country/trust/csca.pem", "station/trust/own.pem"])
            #expect(copied.status == 0)
            _ = try await rig.insertCard([card.card], says: "inserted")
            let outcome = try await demo.enroll(card)
            #expect(outcome.status == 6, "\(outcome)")
            #expect(try Demo.enrollment(outcome).state == "refused")
            let forwarded = try await rig.run("idstation", ["forward", "--station", "station"])
            #expect(forwarded.status == 0, "a refused record is not sent again: \(forwarded)")
            #expect(forwarded.standardOutput.contains("refused (document-not-trusted)"))
        }
    }

    @Test("the disk is full while recording: nothing half-written, no number used")
    func diskFull() async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let card = try await demo.issue()
            let (_, port) = try await demo.startRegistry()
            try await demo.enlist(port: port)
            _ = try await rig.insertCard([card.card], says: "inserted")
            // A disk of its own for the station, filled but for some kilobytes, in a mount namespace of this shell.
            let script = """
                mount -t tmpfs -o size=2M tmpfs station-disk && cp -r station/. station-disk/ || exit 100
                idstation forward --station station-disk >/dev/null || exit 101
                dd if=/dev/zero of=station-disk/filler bs=1k count=4096 2>/dev/null
                truncate -s -12k station-disk/filler
                idstation enroll --station station-disk --can \(card.can) --phone 0912345678 --consent --json
                echo "status $?"
                rm station-disk/filler
                idstation forward --station station-disk --json
                idstation enroll --station station-disk --can \(card.can) --phone 0912345678 --consent --json
                echo "status $?"
                """
            try FileManager.default.createDirectory(
                at: rig.folder.appendingPathComponent("station-disk"), withIntermediateDirectories: false)
            let programs = try #require(Workspace.program("idstation")).deletingLastPathComponent().path
            // Root needs no user namespace, and has none to make inside a chroot.
            let outcome = try await rig.run(
                "unshare",
                [
                    geteuid() == 0 ? "-m" : "-rm", "env", "PATH=\(programs):/usr/sbin:/usr/bin:/sbin:/bin", "sh", "-c",
                    script,
                ])
            let output = outcome.standardOutput
            #expect(output.contains("storage-full"), "\(outcome)")
            #expect(output.contains("status 8"), "\(outcome)")
            #expect(output.contains("[\n\n]") || output.contains("[ ]") || output.contains("[]"), "\(outcome)")
            #expect(output.contains("\"sequence\" : 1"), "\(outcome)")
            #expect(output.contains("status 0"), "\(outcome)")
        }
    }
}

extension Demo {
    /// A card of the country, with options, in a folder of that name.
    func issue(_ name: String, _ options: [String]) async throws -> Card {
        try await issue(name, country: "country", options)
    }
}
