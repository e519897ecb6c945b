import Biometrics
import CardCrypto
import Foundation

/// A fingerprint scanner that speaks MOSIP's Secure Biometric Interface 1.0, without hardware: a product for test benches
/// and training, and what the tests of the station meet. Pictures, quality, delay and faults follow a script.
///
/// Answers requests and has no socket: ``ScannerServer`` gives it one. Counts its captures.
package actor VirtualFingerScanner {
    package let script: ScannerScript
    package let identity: ScannerIdentity
    /// `env` that it was registered for.
    package let environment: String
    private var captures = 0
    private var isBusy = false

    package init(_ script: ScannerScript, identity: ScannerIdentity, environment: String = "Production") {
        self.script = script
        self.identity = identity
        self.environment = environment
    }

    /// An answer: bytes of a body, or a departure from HTTP.
    package enum Answer: Sendable, Hashable {
        case body([UInt8])
        /// Nothing, and the connection stays.
        case silence
        /// A head that promises more, some bytes, and nothing further; ended where it says so.
        case partial([UInt8], isEnded: Bool)
        /// So many bytes of nothing.
        case flood(Int)
        /// No such method or path.
        case notFound
    }

    /// Answers one request.
    ///
    /// - Parameters:
    ///   - method: HTTP's, or one of SBI's own.
    ///   - path: of the request.
    ///   - body: of the request, JSON.
    ///   - port: where it listens, for its `callbackId`.
    package func answer(_ method: String, _ path: String, _ body: [UInt8], port: Int) async throws -> Answer {
        switch (method, path) {
        case ("MOSIPDISC", "/device"): return .body(try discovery(body, port: port))
        case ("MOSIPDINFO", "/info"): return .body(try information(port: port))
        case ("RCAPTURE", "/capture"): return try await capture(body)
        default: return .notFound
        }
    }

    private func discovery(_ body: [UInt8], port: Int) throws -> [UInt8] {
        struct Asked: Decodable { let type: String? }
        let type = (try? JSONDecoder().decode(Asked.self, from: Data(body)))?.type ?? ""
        guard ["Biometric Device", "Finger"].contains(type) else { return Array("[]".utf8) }
        return try json([device(port: port, isSigned: false)])
    }

    private func information(port: Int) throws -> [UInt8] {
        let signed = try sign(json(device(port: port, isSigned: true)), chain: [identity.device, identity.provider])
        return try json([["deviceInfo": String(decoding: signed, as: UTF8.self)]])
    }

    private func device(port: Int, isSigned: Bool) throws -> [String: Field] {
        let digital = try digitalID()
        let text = try isSigned ? sign(digital, chain: [identity.device, identity.provider]) : Base64URL.text(digital)
        return [
            "deviceId": .text("1"), "deviceStatus": .text(isBusy ? "Busy" : script.status),
            "certification": .text("L0"),
            "serviceVersion": .text("1.0"), "deviceSubId": .list(["1", "2", "3"]),
            "callbackId": .text("http://127.0.0.1:\(port)/"), "digitalId": .text(String(decoding: text, as: UTF8.self)),
            "deviceCode": .text(script.serialNumber), "env": .text(environment), "purpose": .text("Registration"),
            "specVersion": .list(["1.0"]),
        ]
    }

    func digitalID() throws -> [UInt8] {
        try json([
            "serialNo": script.serialNumber, "make": script.make, "model": script.model, "type": "Finger",
            "deviceSubType": "Slap", "deviceProvider": "DEMO", "deviceProviderId": "DEMO",
            "dateTime": Date().formatted(.iso8601),
        ])
    }

    private func capture(_ body: [UInt8]) async throws -> Answer {
        guard let asked = try? JSONDecoder().decode(CaptureRequest.self, from: Data(body)), let bio = asked.bio.first
        else {
            return .body(try Self.problem("102"))
        }
        guard !isBusy, script.status == "Ready" else { return .body(try Self.problem("111")) }
        isBusy = true
        defer { isBusy = false }
        captures += 1
        let number = captures
        let fault = script.fault(capture: number)
        if script.delay > 0 { try await Task.sleep(for: .milliseconds(script.delay)) }
        switch fault?.kind {
        case .busy: return .body(try Self.problem("111"))
        case .error: return .body(try Self.problem(fault?.code ?? "102"))
        case .timeout: return .body(try Self.problem("101"))
        case .garbage: return .body(Array("<html>not found</html>".utf8))
        case .oversize: return .flood(32 << 20)
        case .silent: return .silence
        default: break
        }
        let fingers = bio.bioSubType.compactMap { FingerPosition(rawValue: $0) }
        guard !fingers.isEmpty, fingers.count == bio.bioSubType.count else { return .body(try Self.problem("109")) }
        let answer = try CaptureAnswer(self.script, identity, environment)
            .body(
                asked, fingers, previous: bio.previousHash, number: number, fault: fault?.kind, digitalID: digitalID())
        switch fault?.kind {
        case .stall: return .partial(Array(answer.prefix(answer.count / 2)), isEnded: false)
        case .hangUp: return .partial(Array(answer.prefix(answer.count / 2)), isEnded: true)
        default: return .body(answer)
        }
    }

    private func sign(_ payload: [UInt8], chain: [Certificate]) throws -> [UInt8] {
        try JSONWebSignature.compact(payload, key: identity.key, certificates: chain)
    }

    private static func problem(_ code: String) throws -> [UInt8] {
        try json(["biometrics": [["error": ["errorCode": code, "errorInfo": "see SBI 1.0"]]]])
    }
}

/// A text or a list of texts in a device's description.
enum Field: Encodable {
    case text(String)
    case list([String])

    func encode(to encoder: any Encoder) throws {
        var single = encoder.singleValueContainer()
        switch self {
        case .text(let text): try single.encode(text)
        case .list(let list): try single.encode(list)
        }
    }
}

/// What a station asks, as much of it as the virtual device looks at.
struct CaptureRequest: Decodable {
    let transactionId: String
    let timeout: String?
    let bio: [Bio]

    struct Bio: Decodable {
        let bioSubType: [String]
        let requestedScore: String?
        let previousHash: String?
    }
}

func json(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value))
}
