import CardCrypto
import Enrollment
import Foundation
import Registry
import Testing

/// Where a station's keys are: what its file says, and that no other place is looked at.
@Suite("The station's identity")
struct IdentityFileTests {
    @Test(
        "addresses of keys",
        arguments: [
            ("tls.key", "file"), ("signing-2.key", "file"), ("pkcs11:token=a;object=b", "token"),
            ("handle:0x81000001", "tpm"), ("object:key", "tpm"),
        ])
    func locations(text: String, kind: String) {
        #expect(KeyLocation(text)?.kind == kind && KeyLocation(text)?.text == text)
    }

    @Test(
        "what is no address of a key",
        arguments: ["", "../tls.key", "/etc/tls.key", ".key", "file:tls.key", "a\nb", "engine:x"])
    func noLocations(text: String) { #expect(KeyLocation(text) == nil) }

    @Test("a PIN is never shown")
    func pin() {
        let location = KeyLocation("pkcs11:token=a;pin-value=1234;object=b")
        #expect(location?.shown == "pkcs11:token=a;pin-value=…;object=b")
        #expect(KeyLocation("pkcs11:token=a?pin-value=1234")?.shown.contains("1234") == false)
    }

    @Test("the file is read as it is written, and never half")
    func file() throws {
        let identity = StationIdentity(
            tls: .init(key: .token("pkcs11:token=a;object=tls"), certificate: "tls-3.pem"),
            signing: .init(key: .file("signing.key"), certificate: "signing-3.pem"), generation: 3)
        let bytes = try identity.serialized()
        #expect(StationIdentity(parsing: bytes) == identity)
        for count in bytes.indices { #expect(StationIdentity(parsing: Array(bytes.prefix(count))) == nil, "\(count)") }
        for (old, new) in [
            ("tls-3.pem", "../tls.pem"), ("\"version\":1", "\"version\":2"), ("\"generation\":3", "\"generation\":0"),
            ("signing.key", "https://x"), ("chip-id-station/identity", "chip-id-station/other"),
        ] {
            let altered = String(decoding: bytes, as: UTF8.self).replacing(old, with: new)
            #expect(StationIdentity(parsing: Array(altered.utf8)) == nil, "\(new)")
        }
    }

    /// A station whose key is somewhere else than its file says.
    private func station(signing: KeyLocation) throws -> StationFolder {
        let station = try Fixture.shared.get().station()
        let identity = StationIdentity(
            tls: StationIdentity.made.tls, signing: .init(key: signing, certificate: "signing.pem"), generation: 2)
        try Data(identity.serialized()).write(to: station.url.appending(path: "identity.json"))
        return station
    }

    @Test(
        "a key that is not at its place is not looked for elsewhere, though its file lies in the folder",
        arguments: [
            KeyLocation.token("pkcs11:token=none;object=none;pin-value=0"), .tpm("handle:0x81000099"),
            .file("signing-2.key"),
        ])
    func noFallBack(location: KeyLocation) throws {
        let station = try station(signing: location)
        #expect(FileManager.default.fileExists(atPath: station.url.appending(path: "signing.key").path))
        let error = #expect(throws: EnrollmentError.self) { try station.sealer() }
        if location.kind != "file" { #expect(error?.code == .keyUnusable, "\(String(describing: error))") }
        #expect(error?.message.contains("pin-value=0") == false)
    }

    @Test("a key that does not fit the certificate is refused")
    func unfit() throws {
        let station = try station(signing: .file("tls.key"))
        let error = #expect(throws: EnrollmentError.self) { try station.sealer() }
        #expect(error?.code == .keyUnusable)
    }

    @Test("a folder without the file goes by the four files that the registry made")
    func made() throws {
        let station = try Fixture.shared.get().station()
        #expect(try station.identity() == .made)
        _ = try station.sealer()
        try Data("{".utf8).write(to: station.url.appending(path: "identity.json"))
        let error = #expect(throws: EnrollmentError.self) { try station.sealer() }
        #expect(error?.code == .folderUnusable)
    }

    @Test("the moment of renewal lies between two thirds and three quarters of the certificate's life, and stays")
    func plan() throws {
        let station = try Fixture.shared.get().station()
        let certificate = try station.certificate(.init(key: .file("tls.key"), certificate: "tls.pem"))
        let life = certificate.notAfter.timeIntervalSince(certificate.notBefore)
        let due = RenewalPlan.due(certificate)
        #expect((life * 2 / 3...life * 3 / 4).contains(due.timeIntervalSince(certificate.notBefore)))
        #expect(RenewalPlan.due(certificate) == due)
    }
}
