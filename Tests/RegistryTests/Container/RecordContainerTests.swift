import FoundationEssentials
import TestData
import Testing

@testable import Registry

@Suite("A record as a file: ASiC-S")
struct RecordContainerTests {
    let pki: StationPKI
    let authority: StationAuthority

    init() throws {
        pki = try StationPKI()
        authority = StationAuthority([pki.authority])
    }

    private func record(by signer: StationPKI.Identity? = nil) throws -> SignedManifest {
        let now = Timestamp(Date())
        let manifest = try RecordManifest(
            record: RecordID(at: now), station: try #require(StationID("station-1")), sequence: 1, previous: .none,
            procedure: ProcedureReference(id: "eid-level-2", version: 3), operatorID: "op-7", time: now...now,
            parts: ManifestTests.manifest().parts
        ).serialized()
        return SignedManifest(manifest: manifest, signature: try (signer ?? pki.issue("station-1")).sign(manifest))
    }

    @Test("it comes back, says whose it is, and begins with its type")
    func roundTrip() throws {
        let record = try record()
        let bytes = try RecordContainer(record).serialized()
        let read = try RecordContainer(parsing: bytes)
        #expect(read.record == record)
        let verified = try read.verify(trusting: authority)
        #expect(verified.manifest.station.text == "station-1" && verified.digest == record.digest)
        // The type's name and text stand where programs look for them (EN 319 162-1 §A.1).
        #expect(String(decoding: bytes[30..<38], as: UTF8.self) == "mimetype")
        #expect(String(decoding: bytes[38..<69], as: UTF8.self) == RecordContainer.mediaType)
    }

    @Test("OpenSSL verifies what is in it, and refuses another manifest")
    func openSSL() throws {
        let container = try RecordContainer(parsing: RecordContainer(record()).serialized())
        let openSSL = try OpenSSLCommand()
        defer { openSSL.remove() }
        try openSSL.write(Array(pki.caPEM.utf8), "ca.pem")
        try openSSL.write(container.record.signature, "signature.p7s")
        try openSSL.write(container.record.manifest, "manifest.json")
        let verify = [
            "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "signature.p7s", "-content",
            "manifest.json", "-CAfile", "ca.pem", "-purpose", "any", "-out", "/dev/null",
        ]
        try openSSL.run(verify)
        try openSSL.write(container.record.manifest + [0x20], "manifest.json")
        #expect(try openSSL.outcome(verify).status != 0)
    }

    @Test("another station's signature, another authority's certificate and a changed manifest do not hold")
    func refused() throws {
        for signer in [try pki.issue("station-2"), try StationPKI().issue("station-1")] {
            let container = try RecordContainer(record(by: signer))
            let problem = #expect(throws: ProblemDetails.self) { try container.verify(trusting: authority) }
            #expect(problem?.code == .signatureInvalid)
        }
        let (one, other) = (try record(), try record())
        let mixed = RecordContainer(SignedManifest(manifest: one.manifest, signature: other.signature))
        #expect(throws: ProblemDetails.self) { try mixed.verify(trusting: authority) }
    }

    @Test("a certificate that ended since counts; one that had ended when the record says it was signed does not")
    func ended() throws {
        // The manifest is signed now; a container is looked at years later, at whatever time.
        let ended = try pki.issue("station-1", from: Date() - 7200, to: Date() - 3600)
        #expect(throws: ProblemDetails.self) { try RecordContainer(record(by: ended)).verify(trusting: authority) }
    }

    @Test("files in another order, another type, and more files than three are no container")
    func forms() throws {
        let record = try record()
        let type = StoredZIP.File(name: "mimetype", bytes: Array(RecordContainer.mediaType.utf8))
        let manifest = StoredZIP.File(name: "manifest.json", bytes: record.manifest)
        let signature = StoredZIP.File(name: "META-INF/signature.p7s", bytes: record.signature)
        for files in [
            [manifest, type, signature], [type, manifest], [type, manifest, signature, .init(name: "more", bytes: [])],
            [.init(name: "mimetype", bytes: Array("application/zip".utf8)), manifest, signature],
        ] {
            let bytes = try StoredZIP(files).serialized()
            let error = #expect(throws: RegistryError.self) { try RecordContainer(parsing: bytes) }
            #expect(error?.code == .malformedContainer)
        }
    }
}
