import Biometrics
import CardCrypto
import Foundation
import Testing
import VirtualScanner

@Suite("A device's answers, hostile", .serialized)
struct SBIAnswerTests {
    private let identity = Rig.identity

    private func scanner(_ yaml: String = "") throws -> VirtualFingerScanner {
        VirtualFingerScanner(try ScannerScript(parsing: yaml, file: "test"), identity: try identity.get())
    }

    private func body(_ answer: VirtualFingerScanner.Answer) throws -> [UInt8] {
        guard case .body(let bytes) = answer else { throw CocoaError(.featureUnsupported) }
        return bytes
    }

    private func answer() throws -> SBIAnswer {
        SBIAnswer(trust: DeviceTrust([try identity.get().authority]), at: Date())
    }

    /// A request, and a good answer to it.
    private func sample() async throws -> (FingerCapture, [UInt8]) {
        let request = try FingerCapture([.leftThumb, .rightThumb], requestedScore: 50)
        let asked = #"""
            {"transactionId":"\#(request.transaction)","bio":[{"bioSubType":["Left Thumb","Right Thumb"],"previousHash":""}]}
            """#
        return (request, try body(try await scanner().answer("RCAPTURE", "/capture", Array(asked.utf8), port: 4501)))
    }

    @Test("a good answer is read, and the same answer to another request is refused")
    func replay() async throws {
        let (request, bytes) = try await sample()
        #expect(try answer().fingers(bytes, for: request).map(\.position) == [.leftThumb, .rightThumb])
        let later = try FingerCapture(request.fingers, requestedScore: 50)
        #expect { try answer().fingers(bytes, for: later) } throws: { ($0 as? FingerprintFailure)?.code == .untrusted }
        var chained = request
        chained.previousHash = [UInt8](repeating: 7, count: 32)
        #expect { try answer().fingers(bytes, for: chained) } throws: {
            ($0 as? FingerprintFailure)?.code == .untrusted
        }
    }

    @Test("a captured finger prints no image")
    func redaction() async throws {
        let (request, bytes) = try await sample()
        #expect("\(try answer().fingers(bytes, for: request))".utf8.count < 200)
    }

    @Test("a signed block can be checked again by whoever has the CA")
    func evidence() async throws {
        let (request, bytes) = try await sample()
        let finger = try #require(try answer().fingers(bytes, for: request).first)
        let verified = try DeviceTrust([try identity.get().authority])
            .verified(JSONWebSignature(parsing: finger.signedData), at: Date())
        #expect(verified.device == finger.device)
        let image = String(decoding: Base64URL.text(finger.image), as: UTF8.self)
        #expect(String(decoding: verified.payload, as: UTF8.self).contains(image))
    }

    @Test("a certificate counts at its time only")
    func time() async throws {
        let (request, bytes) = try await sample()
        let trust = DeviceTrust([try identity.get().authority])
        let late = SBIAnswer(trust: trust, at: Date() + 3 * 365.25 * 86_400)
        #expect { try late.fingers(bytes, for: request) } throws: { ($0 as? FingerprintFailure)?.code == .untrusted }
    }

    @Test("every prefix and every kind of damage ends in a named failure, never in fingers that nobody signed")
    func damage() async throws {
        let (request, bytes) = try await sample()
        let answer = try answer()
        let good = try answer.fingers(bytes, for: request)
        var random = SystemRandomNumberGenerator()
        for count in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 200)) {
            #expect(throws: FingerprintFailure.self) { try answer.fingers(Array(bytes.prefix(count)), for: request) }
            var changed = bytes
            changed[count] ^= UInt8(1) << UInt8.random(in: 0..<7, using: &random)
            // A change that says nothing, such as another case of a hash's digit, changes no finger.
            if let fingers = try? answer.fingers(changed, for: request) { #expect(fingers == good) }
        }
    }

    @Test(
        "answers that are none",
        arguments: [
            "", "null", "[]", "{}", "{\"biometrics\":[]}", "{\"biometrics\":{}}", "{\"biometrics\":[{}]}",
            "{\"biometrics\":[{\"data\":\"\"}]}", "{\"biometrics\":[{\"data\":\"a.b.c\",\"hash\":1}]}",
            String(repeating: "[", count: 100_000),
            "{\"biometrics\":[" + String(repeating: "{},", count: 5000) + "{}]}",
        ])
    func none(text: String) throws {
        let request = try FingerCapture([.leftThumb], requestedScore: 50)
        let answer = try answer()
        #expect(throws: FingerprintFailure.self) { try answer.fingers(Array(text.utf8), for: request) }
        let device = try SBIDevice.sample
        #expect(throws: FingerprintFailure.self) { try answer.information(Array(text.utf8), of: device) }
        #expect((try? answer.devices(Array(text.utf8), port: 1)) ?? [] == [])
    }

    @Test("devices write numbers as texts, lists as single values and the old names of errors: all are read")
    func lenient() throws {
        let digital = String(
            decoding: Base64URL.text(Array(#"{"type":"Fingerprint","make":"A\u0007B","serialNo":12}"#.utf8)),
            as: UTF8.self)
        let text =
            #"[{"deviceId":7,"deviceStatus":"Ready","digitalId":"\#(digital)","specVersion":"0.9.5","error":{"errorcode":0}}]"#
        let found = try answer().devices(Array(text.utf8), port: 4502)
        #expect(found.map(\.id) == ["7"] && found.map(\.make) == ["AB"] && found.map(\.serialNumber) == ["12"])
        let iris = text.replacing(
            digital, with: String(decoding: Base64URL.text(Array(#"{"type":"Iris"}"#.utf8)), as: UTF8.self))
        #expect(try answer().devices(Array(iris.utf8), port: 4502) == [])
    }

    @Test("a certificate that is a CA's, for another use, or on a curve signs no captures")
    func wrongCertificates() throws {
        let (rootKey, key) = try (PrivateKey.generate(.ec(.p256)), PrivateKey.generate(.rsa(bits: 2048)))
        let now = Date()
        func template(_ extensions: [(String, String)]) -> CertificateTemplate {
            CertificateTemplate(
                subject: [("CN", "DEMO")], notBefore: now - 1000, notAfter: now + 1000, extensions: extensions)
        }
        let authority = [("basicConstraints", "critical,CA:TRUE"), ("keyUsage", "critical,keyCertSign")]
        let root = try template(authority).issue(for: rootKey, digest: .sha256)
        let trust = DeviceTrust([root])
        func code(_ signer: PrivateKey, _ extensions: [(String, String)]) throws -> FingerprintFailure.Code? {
            let leaf = try template(extensions).issue(for: signer, issuer: (root, rootKey), digest: .sha256)
            let jws = try JSONWebSignature(
                parsing: JSONWebSignature.compact([0x7B, 0x7D], key: key, certificates: [leaf]))
            do throws(FingerprintFailure) { _ = try trust.verified(jws, at: now) } catch { return error.code }
            return nil
        }
        #expect(try code(key, [("keyUsage", "critical,digitalSignature")]) == nil)
        #expect(try code(key, authority) == .untrusted)
        #expect(try code(key, [("keyUsage", "critical,keyEncipherment")]) == .untrusted)
        #expect(try code(rootKey, [("keyUsage", "critical,digitalSignature")]) == .untrusted)
        #expect(try code(.generate(.rsa(bits: 2048)), [("keyUsage", "critical,digitalSignature")]) == .untrusted)
        #expect(try code(.generate(.rsa(bits: 1024)), [("keyUsage", "critical,digitalSignature")]) == .untrusted)
    }

    @Test("a path goes through the CAs that the device sends, where each may sign certificates and the end is trusted")
    func intermediates() throws {
        let keys = try (0..<2).map { _ in try PrivateKey.generate(.ec(.p256)) }
        let key = try identity.get().key
        let now = Date()
        func template(_ name: String, isAuthority: Bool) -> CertificateTemplate {
            CertificateTemplate(
                subject: [("CN", name)], notBefore: now - 1000, notAfter: now + 1000,
                extensions: isAuthority
                    ? [("basicConstraints", "critical,CA:TRUE"), ("keyUsage", "critical,keyCertSign")]
                    : [("keyUsage", "critical,digitalSignature")])
        }
        let root = try template("root", isAuthority: true).issue(for: keys[0], digest: .sha256)
        func code(
            between isAuthority: Bool, sent: Bool, trusting: [Certificate]? = nil
        ) throws -> FingerprintFailure.Code? {
            let between = try template("between", isAuthority: isAuthority)
                .issue(for: keys[1], issuer: (root, keys[0]), digest: .sha256)
            let leaf = try template("leaf", isAuthority: false)
                .issue(for: key, issuer: (between, keys[1]), digest: .sha256)
            let text = try JSONWebSignature.compact(
                [0x7B, 0x7D], key: key, certificates: sent ? [leaf, between] : [leaf])
            let jws = try JSONWebSignature(parsing: text)
            do throws(FingerprintFailure) {
                _ = try DeviceTrust(trusting ?? [root]).verified(jws, at: now)
            } catch { return error.code }
            return nil
        }
        #expect(try code(between: true, sent: true) == nil)
        #expect(try code(between: true, sent: false) == .untrusted)
        #expect(try code(between: false, sent: true) == .untrusted)
        #expect(try code(between: true, sent: true, trusting: []) == .untrusted)
    }

    @Test("the station's folder: every certificate of every file, none where there is no folder, a broken one is told")
    func folder() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "devices-\(UUID())")
        #expect(try DeviceTrust(folder: folder.path).authorities == [])
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let pem = try identity.get().authority.pem
        try Data((pem + pem).utf8).write(to: folder.appending(path: "a.pem"))
        try Data("not looked at".utf8).write(to: folder.appending(path: "readme.txt"))
        #expect(try DeviceTrust(folder: folder.path).authorities.count == 2)
        try Data("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".utf8)
            .write(to: folder.appending(path: "b.pem"))
        #expect(throws: FingerprintFailure.self) { try DeviceTrust(folder: folder.path) }
    }
}

extension SBIDevice {
    /// A device as discovery gives it.
    static var sample: SBIDevice {
        get throws {
            let digital = String(decoding: Base64URL.text(Array(#"{"type":"Finger"}"#.utf8)), as: UTF8.self)
            let text = #"[{"deviceId":"1","deviceStatus":"Ready","digitalId":"\#(digital)"}]"#
            let found = try SBIAnswer(trust: DeviceTrust([]), at: Date()).devices(Array(text.utf8), port: 1)
            guard let device = found.first else { throw CocoaError(.featureUnsupported) }
            return device
        }
    }
}
