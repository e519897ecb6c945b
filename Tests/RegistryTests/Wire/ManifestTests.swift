import Testing

@testable import Registry

@Suite struct ManifestTests {
    static func manifest(sequence: Int = 1, previous: ContentDigest = .none, parts: [String] = ["record.json"]) throws
        -> RecordManifest
    {
        let time = try #require(Timestamp(text: "2026-08-01T08:30:00.000Z"))
        return try RecordManifest(
            record: try #require(RecordID("0190b2a4-7c00-7000-8000-000000000001")),
            station: try #require(StationID("station-1")), sequence: sequence, previous: previous,
            procedure: ProcedureReference(id: "eid-level-2", version: 3), operatorID: "op-7", time: time...time,
            parts: try parts.map {
                try ManifestPart(
                    name: try #require(PartName($0)), mediaType: "application/json", size: 2,
                    digest: ContentDigest(of: [1, 2]),
                    sealedSize: 101, sealedDigest: ContentDigest(of: [3]))
            })
    }

    /// The form on the wire is a contract: this is what other programs read.
    @Test func theBytesAreTheseAndComeBack() throws {
        let bytes = try Self.manifest().serialized()
        let text = #"""
            {"operator":"op-7","parts":[{"mediaType":"application/json","name":"record.json","sealed":{"sha256":"\#
            084fed08b978af4d7d196a7446a86b58009e636b611db16211b65a9aadff29c5","size":101},"sha256":"\#
            a12871fee210fb8619291eaea194581cbd2531e4b23759d225f6806923f63222","size":2}],"previous":"\#
            0000000000000000000000000000000000000000000000000000000000000000","procedure":{"id":"eid-level-2","version":3},\#
            "record":"0190b2a4-7c00-7000-8000-000000000001","schema":"chip-id-station/record-manifest","sequence":1,\#
            "station":"station-1","time":{"begin":"2026-08-01T08:30:00.000Z","end":"2026-08-01T08:30:00.000Z"},"version":1}
            """#
        #expect(String(decoding: bytes, as: UTF8.self) == text)
        #expect(try RecordManifest(parsing: bytes) == Self.manifest())
    }

    @Test func everyPrefixIsRefused() throws {
        let bytes = try Self.manifest().serialized()
        for length in bytes.indices {
            #expect(throws: RegistryError.self) { try RecordManifest(parsing: Array(bytes[..<length])) }
        }
    }

    @Test(arguments: [
        (#""version":1}"#, #""version":2}"#), (#""sequence":1"#, #""sequence":0"#),
        (#""sequence":1"#, #""sequence":2"#),
        (#""sequence":1"#, #""sequence":"1""#), ("station-1", "../x"), (#""operator":"op-7""#, #""operator":"""#),
        (#""operator":"op-7""#, #""also":1,"operator":"op-7""#), ("08:30:00.000Z\"}", "08:29:00.000Z\"}"),
        (#""size":2}"#, #""size":16777217}"#), (#""size":2}"#, #""size":-1}"#), ("record.json", "a/../b"),
        (#""size":101}"#, #""size":101,"x":1}"#), ("application/json", "json"), ("{\"operator", "{ \"operator"),
    ])
    func whatIsNoManifestIsRefused(_ old: String, _ new: String) throws {
        let text = String(decoding: try Self.manifest().serialized(), as: UTF8.self)
        let altered = text.replacing(old, with: new, maxReplacements: 1)
        #expect(altered != text)
        #expect(throws: RegistryError.self) { try RecordManifest(parsing: Array(altered.utf8)) }
    }

    @Test func partsHaveOneNameEachAndAreFew() throws {
        #expect(throws: RegistryError.self) { try Self.manifest(parts: []) }
        #expect(throws: RegistryError.self) { try Self.manifest(parts: ["a", "a"]) }
        #expect(throws: RegistryError.self) { try Self.manifest(parts: (0...64).map { "p\($0)" }) }
        #expect(try Self.manifest(parts: ["b", "a"]).parts.map(\.name.text) == ["a", "b"])
    }

    @Test func theChainBeginsWithNothing() throws {
        #expect(throws: RegistryError.self) { try Self.manifest(sequence: 2) }
        #expect(throws: RegistryError.self) { try Self.manifest(previous: ContentDigest(of: [1])) }
        #expect(try Self.manifest(sequence: 2, previous: ContentDigest(of: [1])).sequence == 2)
    }

    @Test func problemsComeBack() throws {
        let problem = ProblemDetails(.sequenceGap, status: 409, title: "t", detail: "d", retryable: true)
        #expect(ProblemDetails(parsing: try problem.serialized()) == problem)
        #expect(problem.type == "urn:chip-id-station:problem:sequence-gap")
        #expect(ProblemDetails(parsing: Array("<html>".utf8)) == nil)
    }

    @Test func claimsThatNobodyWouldCheckAreRefused() throws {
        var claims = HolderClaims()
        claims.personalNumber = "058000022103"
        #expect(try HolderClaims(json: claims.json) == claims)
        #expect(!"\(claims)".contains("058"))
        #expect(throws: RegistryError.self) { try HolderClaims(json: ["height": "1.80"]) }
        #expect(throws: RegistryError.self) { try HolderClaims(json: ["sex": 1]) }
    }
}
