import Foundation
import Registry
import Testing

/// The tables of docs/integrator-guide.md against what the program writes.
@Suite("What the integrator's guide says of a record")
struct RecordFormatTests {
    private let page: String

    init() throws { page = try Repository.text("docs/integrator-guide.md") }

    /// The members that the table below a heading names.
    private func members(below heading: String) throws -> Set<String> {
        let section = try #require(page.components(separatedBy: "\n\(heading)\n").dropFirst().first)
        let table = try #require(section.components(separatedBy: "| member | what |\n|---|---|\n").dropFirst().first)
        let rows = table.split(separator: "\n", omittingEmptySubsequences: false).prefix { $0.hasPrefix("|") }
        return Set(rows.compactMap { $0.firstMatch(of: /^\| `([^`]+)` \|/).map { String($0.1) } })
    }

    /// The members of a JSON text, down to those that hold no others.
    private func members(of bytes: [UInt8]) throws -> Set<String> {
        func paths(_ value: Any, _ path: String) -> [String] {
            if let object = value as? [String: Any] {
                return object.flatMap { paths($0.value, path.isEmpty ? $0.key : "\(path).\($0.key)") }
            }
            if let array = value as? [Any] { return array.flatMap { paths($0, path + "[]") } }
            return [path]
        }
        return Set(paths(try JSONSerialization.jsonObject(with: Data(bytes)), ""))
    }

    private let record = RecordID("0190b2a4-7c00-7000-8000-000000000009")
    private let digest = ContentDigest(of: [1])

    @Test("the manifest has these members, and no others")
    func manifest() throws {
        let time = try #require(Timestamp(milliseconds: 1))
        let size = RegistryLimits.pieceSize + 1
        let part = try ManifestPart(
            name: .record, mediaType: "application/json", size: size, digest: digest, sealedSize: size,
            sealedDigest: digest, pieceDigests: [digest, digest])
        let manifest = try RecordManifest(
            record: try #require(record), station: try #require(StationID("demo-001")), sequence: 1, previous: .none,
            procedure: ProcedureReference(id: "level-2-account", version: 1), operatorID: "o-17", time: time...time,
            parts: [part])
        let written = try members(of: manifest.serialized())
        #expect(written.symmetricDifference(try members(below: "### The manifest")).sorted() == [])
        #expect(
            page.contains("`\(RecordManifest.schema)`")
                && page.contains("| `version` | \(RecordManifest.schemaVersion) |"))
    }

    @Test("record.json has these members, and no others")
    func claims() throws {
        let time = try #require(Timestamp(milliseconds: 1))
        var holder = HolderClaims()
        holder.personalNumber = ""
        holder.fullName = ""
        holder.documentNumber = ""
        holder.dateOfBirth = ""
        holder.sex = ""
        holder.dateOfExpiry = ""
        let claims = RecordClaims(
            record: try #require(record), station: try #require(StationID("demo-001")),
            procedure: RecordClaims.Procedure(
                reference: ProcedureReference(id: "p", version: 1), form: "TK01", action: "nothing", digest: digest),
            officer: "o-17", time: time...time,
            persons: [
                "PERSON": PersonClaims(identification: .papers, claims: holder, papers: ["DOCUMENT": "1"])
            ],
            entry: ["FIELD": ""],
            consent: RecordClaims.Consent(id: "c", version: 1, language: "vi", digest: digest),
            portrait: RecordClaims.Portrait(checks: ["CHECK": "passed"], reason: nil),
            fingers: [RecordClaims.Finger(name: "Left Thumb", quality: 80, attempts: 1, missing: nil)],
            parts: [try #require(PartName("PART")): digest], freshness: .none)
        let signature = try OfficerSignature(
            json: JSONValue(
                parsing: Array(
                    """
                    {"officer":"o-17","role":"officer","purpose":"enrolls","time":"\(time)",
                     "signature":"\(String(repeating: "0", count: 128))"}
                    """.utf8)))
        let body = RecordBody(
            claims: claims, presence: .activeAuthentication(signature: [1]), signatures: [signature])
        let written = try members(of: body.serialized())
        #expect(written.symmetricDifference(try members(below: "### The claims")).sorted() == [])
        for role in OfficerRole.allCases { #expect(page.contains("`\(role.rawValue)`")) }
        for purpose in OfficerSignature.Purpose.allCases { #expect(page.contains("`\(purpose.rawValue)`")) }
    }

    @Test("the receipt's leaf has these members, and no others")
    func leaf() throws {
        let leaf = ReceiptLeaf(
            station: try #require(StationID("demo-001")), sequence: 1, manifest: digest, previous: .none, size: 1,
            received: try #require(Timestamp(milliseconds: 1)))
        let written = try members(of: leaf.serialized())
        #expect(written.symmetricDifference(try members(below: "## The receipt")).sorted() == [])
    }

    @Test("the seal's context is written as it is, and the limits are the program's")
    func sealAndLimits() throws {
        let record = try #require(record)
        let context = SealContext(
            record: record, station: try #require(StationID("demo-001")), sequence: 7, part: .record)
        let told = try #require(page.firstMatch(of: /`info` is `([^`]+)` LF record LF station LF sequence LF part LF/))
        #expect(String(decoding: context.info, as: UTF8.self) == "\(told.1)\n\(record)\ndemo-001\n7\nrecord.json\n")
        for row in [
            "| parts of a record | \(RegistryLimits.parts) |",
            "| bytes of a part in clear | \(RegistryLimits.partSize) |",
            "| bytes of all sealed parts | \(RegistryLimits.recordSize) |",
            "| bytes of a manifest, of a signature | \(RegistryLimits.manifestSize), \(RegistryLimits.signatureSize) |",
            "| bytes of a receipt | \(RegistryLimits.receiptSize) |",
        ] { #expect(page.contains("\n\(row)\n"), "\(row)") }
        #expect(page.contains("pieces of \(RegistryLimits.pieceSize) bytes"))
    }

    @Test("what chip and officers sign begins as the page says")
    func domains() throws {
        let sources = try [
            "Registry/Presence/PresenceChallenge", "Registry/Officers/OfficerSignature", "Registry/Seal/SealContext",
        ]
        .map { try Repository.text("Sources/\($0).swift") }.joined()
        let told = page.matches(of: /`(chip-id-station\/(?:presence|officer-signature|seal)\/[0-9]+)` LF/).map { $0.1 }
        #expect(Set(told).count == 3)
        for tag in told { #expect(sources.contains("\"\(tag)\\n"), "\(tag)") }
    }
}
