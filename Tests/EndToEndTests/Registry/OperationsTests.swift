import Foundation
import Testing

/// What those who run a registry look at, from the real program.
@Suite("The registry's operations listener, end to end")
struct OperationsTests {
    @Test("metrics, health and the log follow an enrollment; without trust the registry is not ready")
    func operations() async throws {
        try await Rig.with { rig in
            let demo = Demo(rig: rig)
            let registry = try await ServingRegistry.start(in: rig, ["--log-format", "json"])
            let base = "http://127.0.0.1:\(registry.operationsPort)"
            let live = try await registry.curl("\(base)/health/live")
            #expect(live.status == "200" && live.body == #"{"status":"ok"}"#)
            let ready = try await registry.curl("\(base)/health/ready")
            #expect(ready.status == "200", "\(ready)")
            #expect(
                ready.body
                    == #"{"checks":{"clock":"ok","database":"ok","log-key":"ok","trust":"ok"},"status":"ok"}"#)

            let card = try await demo.issue("card-2", ["--seed", "2"])
            _ = try await rig.insertCard([card.card], says: "inserted")
            let enrolled = try await demo.enroll(card)
            #expect(enrolled.status == 0, "\(enrolled)")
            let trace = try Demo.enrollment(enrolled).trace

            let metrics = try await registry.curl("\(base)/metrics")
            #expect(metrics.status == "200")
            for line in [
                "registry_requests_total{route=\"/v1/stations/{station}/records/{sequence}\",method=\"PUT\",status=\"201\"} 1",
                "registry_log_size 1", "registry_ready 1", "registry_trust_anchors 1",
            ] { #expect(metrics.body.contains("\n\(line)\n"), "\(line)\n\(metrics.body)") }

            // The trace of the card's reading stands in every line about its delivery.
            let lines = registry.program.standardError.split(separator: "\n")
            for line in lines {
                _ = try #require(try? JSONSerialization.jsonObject(with: Data(line.utf8)), "\(line)")
            }
            let own = lines.filter { $0.contains("\"trace\":\"\(trace)\"") }
            #expect(own.contains { $0.contains("records/{sequence}") && $0.contains("201") }, "\(lines)")

            try FileManager.default.removeItem(at: rig.folder.appendingPathComponent("registry/trust"))
            try FileManager.default.createDirectory(
                at: rig.folder.appendingPathComponent("registry/trust"), withIntermediateDirectories: false)
            var state = ready
            for _ in 0..<200 where state.status == "200" {
                try await Task.sleep(for: .milliseconds(100))
                state = try await registry.curl("\(base)/health/ready")
            }
            #expect(state.status == "503" && state.body.contains("no authority of documents is trusted"), "\(state)")
        }
    }

    @Test("the description of the API is open to everybody, and the listeners keep to their own routes")
    func listeners() async throws {
        try await Rig.with(.down) { rig in
            let registry = try await ServingRegistry.start(in: rig)
            let open = "https://localhost:\(registry.publicPort)"
            let description = try await registry.curl("\(open)/v1/openapi.yaml")
            #expect(description.status == "200" && description.body.contains("openapi: 3.1.0"))
            #expect(try await registry.curl("\(open)/metrics").status == "404")
            #expect(try await registry.curl("\(open)/v1/roster").status == "404")
            let own = "https://localhost:\(registry.port)"
            #expect(try await registry.curl("\(own)/metrics").status == "404")
            #expect(try await registry.curl("\(own)/v1/health").status == "200")
            // curl signs nothing: nothing of it changes anything.
            let unsigned = try await registry.curl(
                "\(own)/v1/stations/test-001/parts/missing", ["--data", "{\"digests\":[]}"])
            #expect(unsigned.status == "401" && unsigned.body.contains("request-not-signed"), "\(unsigned)")
            let script = Workspace.root.appendingPathComponent("Tests/EndToEndTests/Strangers/registry/endless.py").path
            let endless = try await rig.run(
                "python3", [script, "localhost", "\(registry.publicPort)", "station/station-ca.pem"])
            #expect(endless.standardOutput == "HTTP/1.1 405 Method Not Allowed ended\n", "\(endless)")
            let operations = "http://127.0.0.1:\(registry.operationsPort)"
            #expect(try await registry.curl("\(operations)/v1/health").status == "404")
            let post = try await registry.curl("\(operations)/metrics", ["--data", "x"])
            #expect(post.status == "405" && post.body.contains("method-not-allowed"), "\(post)")
        }
    }
}
