import CardCrypto
import FoundationEssentials
import Testing

@testable import Registry

@Suite("An officer's keys and his application")
struct OfficerTests {
    private func altered(_ application: OfficerApplication, _ change: (inout [String: JSONValue]) -> Void) throws
        -> [UInt8]
    {
        var json = try #require(JSONValue(parsing: application.bytes).object)
        var officer = try #require(json["officer"]?.object)
        change(&officer)
        json["officer"] = .object(officer)
        return try JSONValue.object(json).canonical()
    }

    @Test("made, read again, admitted: the password opens the keys, and another one does not")
    func roundTrip() throws {
        let made = try SyntheticOfficer.application()
        let read = try OfficerApplication(parsing: made.bytes)
        let officer = try read.officer(as: .supervisor, at: [])
        let keys = try officer.unlock(with: SyntheticOfficer.password)
        #expect(keys.signingKey == officer.signingKey && keys.sealingKey == officer.sealingKey)
        let error = #expect(throws: RegistryError.self) {
            try officer.unlock(with: SecretBytes(Array("correct horse batterz".utf8)))
        }
        #expect(error?.code == .passwordRefused)
        // Neither the password nor a private number lies in the file.
        let text = String(decoding: made.bytes, as: UTF8.self)
        let numbers = Base16.text(keys.numbers.exposed())
        #expect(
            !text.contains("correct horse") && !text.contains(numbers.prefix(64)) && !text.contains(numbers.suffix(64)))
    }

    @Test("a password typed in composed and decomposed letters is one")
    func normalization() throws {
        let composed = SecretBytes(Array("m\u{1EAD}t kh\u{1EA9}u c\u{1EE7}a t\u{F4}i".utf8))
        let decomposed = SecretBytes(
            Array("ma\u{323}\u{302}t kha\u{302}\u{309}u cu\u{309}a to\u{302}i".utf8))
        #expect(composed.exposed() != decomposed.exposed())
        let officer = try SyntheticOfficer.application(password: composed).officer(as: .officer, at: [])
        _ = try officer.unlock(with: decomposed)
    }

    @Test(
        "a new password that is easy to guess is refused",
        arguments: [
            "", "short", "elevenchars", "aaaaaaaaaaaaaaaa", "abababababababab", String(repeating: "a1b2c3", count: 200),
        ])
    func weakPasswords(_ password: String) {
        let error = #expect(throws: RegistryError.self) {
            try SyntheticOfficer.application(password: SecretBytes(Array(password.utf8)))
        }
        #expect(error?.code == .passwordRefused)
    }

    @Test("a file that was cut anywhere is refused")
    func truncation() throws {
        let bytes = try SyntheticOfficer.application().bytes
        for count in 0..<bytes.count {
            #expect(throws: RegistryError.self) { try OfficerApplication(parsing: Array(bytes.prefix(count))) }
        }
    }

    @Test("a file in which somebody changed a member is refused, for its own key did not sign it")
    func alteration() throws {
        let application = try SyntheticOfficer.application()
        let other = try SyntheticOfficer.application("o-18")
        let otherOfficer = try #require(JSONValue(parsing: other.bytes)["officer"])
        for member in ["id", "name", "sealingKey", "lockedKeys", "signingKey"] {
            let bytes = try altered(application) { $0[member] = otherOfficer[member] }
            let error = #expect(throws: RegistryError.self, "\(member)") { try OfficerApplication(parsing: bytes) }
            #expect(error?.code == .malformedOfficer, "\(member)")
        }
    }

    @Test("nobody says himself what he may do")
    func selfAppointed() throws {
        let application = try SyntheticOfficer.application()
        for (member, value) in [
            ("role", "administrator" as JSONValue), ("stations", ["test-001"]), ("more", true), ("cardKey", "00"),
        ] {
            let bytes = try altered(application) { $0[member] = value }
            #expect(throws: RegistryError.self, "\(member)") { try OfficerApplication(parsing: bytes) }
        }
    }

    @Test(
        "locked keys that would cost gigabytes, or next to nothing, are refused unread",
        arguments: [
            (13, 8, 1), (18, 8, 1), (24, 8, 1), (1_000_000, 8, 1), (14, 16, 1), (14, 8, 5), (14, 8, 0), (10, 1, 1),
        ])
    func parameters(exponent: Int, blocks: Int, parallel: Int) throws {
        var json = try #require(SyntheticOfficer.officer().lockedKeys.json.object)
        json["costExponent"] = .integer(exponent)
        json["blockSize"] = .integer(blocks)
        json["parallelization"] = .integer(parallel)
        let error = #expect(throws: RegistryError.self) { try LockedKeys(json: .object(json)) }
        #expect(error?.code == .malformedOfficer)
    }

    @Test("keys in another officer's place do not open")
    func swapped() throws {
        let (one, other) = (try SyntheticOfficer.officer("o-1"), try SyntheticOfficer.officer("o-2"))
        let mixed = try Officer(
            id: one.id, name: one.name, role: .officer, stations: [], signingKey: one.signingKey,
            sealingKey: one.sealingKey, lockedKeys: other.lockedKeys, cardKey: nil)
        #expect(throws: RegistryError.self) { try mixed.unlock(with: SyntheticOfficer.password) }
        let renamed = try Officer(
            id: "o-3", name: one.name, role: .officer, stations: [], signingKey: one.signingKey,
            sealingKey: one.sealingKey, lockedKeys: one.lockedKeys, cardKey: nil)
        #expect(throws: RegistryError.self) { try renamed.unlock(with: SyntheticOfficer.password) }
    }

    @Test("identities", arguments: [("o-17", true), ("-o", false), ("O17", false), ("", false), ("a b", false)])
    func identities(id: String, isGood: Bool) {
        #expect(Officer.isID(id) == isGood)
        #expect(!Officer.isID(String(repeating: "a", count: 33)) && Officer.isID(String(repeating: "a", count: 32)))
    }

    @Test("what was sealed for an officer only he opens, in its place")
    func sealing() throws {
        let officer = try SyntheticOfficer.officer()
        let keys = try officer.unlock(with: SyntheticOfficer.password)
        let station = try #require(StationID("test-001"))
        let context = SealContext(record: RecordID(at: Timestamp(Date())), station: station, sequence: 1, part: .record)
        let part = RecordPart(name: .record, mediaType: "application/json", bytes: [1, 2, 3])
        let sealed = try officer.sealingKey.seal(part, in: context)
        #expect(try keys.open(sealed.bytes, in: context) == [1, 2, 3])
        let elsewhere = SealContext(record: context.record, station: station, sequence: 2, part: .record)
        #expect(throws: RegistryError.self) { try keys.open(sealed.bytes, in: elsewhere) }
        #expect(throws: RegistryError.self) { try OfficerKeys().open(sealed.bytes, in: context) }
    }

    @Test("officers and keys print no name and no key")
    func redaction() throws {
        let officer = try SyntheticOfficer.officer()
        var dumped = ""
        dump(officer, to: &dumped)
        dump(try officer.unlock(with: SyntheticOfficer.password), to: &dumped)
        dump(officer.lockedKeys, to: &dumped)
        #expect(!dumped.contains("Officer o-17") && dumped.contains("o-17 (officer)"))
        #expect(!dumped.contains("SecretBytes"))
    }
}
