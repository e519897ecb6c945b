import Foundation
import HTTPTypes
import Hummingbird
import Testing
import Yams

@testable import Registry

/// The description of the API against the program, in both directions. What real answers look like against it, schemathesis
/// tests: EndToEndTests/Registry.
@Suite("The description of the API")
struct OpenAPITests {
    let description: [String: Any]
    let operations: [String: [String: Any]]

    init() throws {
        let text = String(decoding: OpenAPIDescription.bytes, as: UTF8.self)
        description = try #require(try Yams.load(yaml: text) as? [String: Any])
        let paths = try #require(description["paths"] as? [String: [String: Any]])
        var operations: [String: [String: Any]] = [:]
        for (path, item) in paths {
            for (method, value) in item {
                guard let operation = value as? [String: Any], ["get", "put", "post", "delete"].contains(method) else {
                    continue
                }
                operations["\(method.uppercased()) \(operation["x-route"] as? String ?? path)"] = operation
            }
        }
        self.operations = operations
    }

    private func routes(_ router: Router<StationContext>) -> Set<String> {
        Set(router.routes.map { "\($0.method.rawValue) \($0.path)" })
    }

    private func described(_ tags: [String], isPlanned: Bool = false) -> Set<String> {
        Set(
            operations.filter { _, operation in
                let own = operation["tags"] as? [String] ?? []
                return (operation["x-planned"] as? Bool ?? false) == isPlanned && own.contains { tags.contains($0) }
            }.keys)
    }

    @Test("every route of each listener is described, and everything described is a route")
    func routes() throws {
        let folder = TemporaryFolder()
        let station = RegistryRoutes(api: try RecordIntake.forTransport(in: folder), bodyTimeout: 1).router()
        let operations = OperationsRoutes(metrics: RegistryMetrics().metrics, health: RegistryHealth(checks: []))
            .router()
        for (router, tags) in [
            (station, ["station", "consumer"]), (PublicRoutes().router(), ["public"]), (operations, ["operations"]),
        ] {
            let (routes, described) = (routes(router), described(tags))
            #expect(routes.subtracting(described).sorted() == [], "not described, of \(tags)")
            #expect(described.subtracting(routes).sorted() == [], "no route, of \(tags)")
            let planned = self.described(tags, isPlanned: true)
            #expect(routes.intersection(planned).sorted() == [], "marked x-planned, and there, of \(tags)")
        }
    }

    @Test("every operation has an id of its own, a tag, a summary, and problems as problem details")
    func operationsAreWhole() throws {
        let ids = operations.values.compactMap { $0["operationId"] as? String }
        #expect(Set(ids).count == operations.count)
        for (name, operation) in operations {
            #expect((operation["tags"] as? [String])?.isEmpty == false, "\(name)")
            #expect((operation["summary"] as? String)?.hasSuffix(".") == true, "\(name)")
            let responses = try #require(operation["responses"] as? [String: [String: Any]], "\(name)")
            #expect(responses.keys.contains { $0.hasPrefix("2") }, "\(name)")
            for (status, response) in responses where status.hasPrefix("4") {
                #expect(
                    (response["$ref"] as? String)?.hasPrefix("#/components/responses/") == true, "\(name) \(status)")
            }
        }
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private func text(_ path: String) throws -> String {
        try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
    }

    @Test("the page for integrators has the program's limits and metrics")
    func page() async throws {
        let page = try text("docs/registry-api.md")
        let limits = AdmissionControl.Limits()
        let server = RegistryService.Configuration(certificatePEM: "", privateKeyPEM: "", stationAuthorityPEM: "")
        let header = RegistryService.Configuration.headerLimits
        let peers = PeerLimits(perSecond: PeerLimits.usualRate)
        for row in [
            "| requests in work, all clients and one | \(limits.inWork), \(limits.inWorkOfOne) |",
            "| requests that wait, all clients and one | \(limits.waiting), \(limits.waitingOfOne) |",
            "| connections, all clients and one | \(server.mostConnections), \(server.mostConnectionsOfOne) |",
            "| public listener, one address: requests a second, at once | \(peers.perSecond), "
                + "\(PeerLimits.burst * peers.perSecond) (`--public-rate`) |",
            "| public listener, one address: in work, waiting, connections | \(peers.inWork), \(peers.waiting), "
                + "\(peers.connections) |",
            "| path with query | \(RequestSignatures.longestTarget) bytes |",
            "| header: fields, one field, all | \(header.maxHeaderFieldCount), \(header.maxHeaderFieldSize >> 10) KiB, "
                + "\(header.maxHeaderListSize >> 10) KiB |",
            "| a whole header, a whole body | \(server.bodyTimeout) seconds each |",
        ] { #expect(page.contains("\n\(row)\n"), "\(row)") }
        for line in await RegistryMetrics().text().split(separator: "\n") where line.hasPrefix("# TYPE ") {
            let name = line.split(separator: " ")[2]
            #expect(page.contains("| `\(name)` |"), "\(name)")
        }
    }

    @Test("every code of a problem is described, and none else")
    func codes() throws {
        let source = try text("Sources/Registry/Wire/ProblemDetails+Codes.swift")
        let given = Set(source.matches(of: /rawValue: "([a-z-]+)"/).map { String($0.1) })
        let components = try #require(description["components"] as? [String: Any])
        let schemas = try #require(components["schemas"] as? [String: [String: Any]])
        let described = Set(try #require(schemas["ProblemCode"]?["enum"] as? [String]))
        #expect(given.count > 30)
        #expect(given.subtracting(described).sorted() == [])
        #expect(described.subtracting(given).sorted() == [])
    }

    @Test("the sizes that are described are those of the program")
    func sizes() throws {
        let text = String(decoding: OpenAPIDescription.bytes, as: UTF8.self)
        for size in [
            RegistryLimits.pieceSize, RegistryLimits.receiptSize, Roster.maximumSize, AuditEntry.maximumSize,
        ] { #expect(text.contains("maxLength: \(size)"), "\(size)") }
        #expect(
            text.contains("maxItems: \(RegistryLimits.pieces)") && text.contains("maxItems: \(AuditEntry.mostInABatch)")
        )
        #expect(text.contains("at most \(RequestSignatures.longestTarget) bytes"))
        let limits = AdmissionControl.Limits()
        #expect(text.contains("at most \(limits.inWorkOfOne) requests in work and \(limits.waitingOfOne) that wait"))
        #expect(text.contains("\(RequestSignature.freshness) seconds from the registry's time"))
    }
}
