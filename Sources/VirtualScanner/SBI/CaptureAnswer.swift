import Biometrics
import CardCrypto
import Foundation

/// Makes the blocks of a capture's answer: drawn, signed and chained, and wrong where a fault says so.
struct CaptureAnswer {
    let script: ScannerScript
    let identity: ScannerIdentity
    let environment: String

    init(_ script: ScannerScript, _ identity: ScannerIdentity, _ environment: String) {
        self.script = script
        self.identity = identity
        self.environment = environment
    }

    func body(
        _ asked: CaptureRequest, _ fingers: [FingerPosition], previous: String?, number: Int, fault: ScannerFault.Kind?,
        digitalID: [UInt8]
    ) throws -> [UInt8] {
        var given = fingers
        switch fault {
        case .missingFinger: given.removeLast()
        case .otherFinger:
            given.removeLast()
            given += FingerPosition.allCases.filter { !fingers.contains($0) }.prefix(1)
        case .twice: given = given.dropLast() + given.prefix(1)
        default: break
        }
        var hash = try previous.flatMap { SBIHashChain.hash($0) } ?? SBIHashChain.start()
        var blocks: [[String: String]] = []
        for finger in given {
            let isLast = blocks.count == given.count - 1
            let quality = script.quality(finger, capture: number)
            let image = try RidgeImage(seed: script.seed, finger: finger, quality: quality).record()
            let payload = try json([
                "digitalId": text(try signed(digitalID, fault)), "deviceCode": script.serialNumber,
                "deviceServiceVersion": "1.0", "bioType": "Finger", "bioSubType": finger.rawValue,
                "purpose": "Registration", "env": environment, "bioValue": text(Base64URL.text(image)),
                "transactionId": fault == .otherTransaction ? "another" : asked.transactionId,
                "timestamp": Date().formatted(.iso8601),
                "requestedScore": asked.bio.first?.requestedScore ?? "0", "qualityScore": String(quality),
            ])
            var data = try signed(payload, fault)
            if fault == .wrongSignature, isLast { data = try damaged(data) }
            hash = try SBIHashChain.next(after: hash, image: image)
            let told = fault == .brokenChain && isLast ? try SBIHashChain.start() : hash
            blocks.append(["specVersion": "1.0", "data": text(data), "hash": SBIHashChain.text(told)])
        }
        return try json(["biometrics": blocks])
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private func signed(_ payload: [UInt8], _ fault: ScannerFault.Kind?) throws -> [UInt8] {
        switch fault {
        case .untrusted:
            let stranger = try ScannerIdentity()
            return try JSONWebSignature.compact(
                payload, key: stranger.key, certificates: [stranger.device, stranger.provider])
        case .expired:
            return try JSONWebSignature.compact(
                payload, key: identity.key, certificates: [identity.expired, identity.provider])
        default:
            return try JSONWebSignature.compact(
                payload, key: identity.key, certificates: [identity.device, identity.provider])
        }
    }

    /// The same block with another signature of the right form.
    private func damaged(_ data: [UInt8]) throws -> [UInt8] {
        let parts = data.split(separator: UInt8(ascii: "."))
        let other = try identity.key.signature(of: [0], by: .rsaPKCS1(.sha256))
        return Array(parts[0]) + [UInt8(ascii: ".")] + parts[1] + [UInt8(ascii: ".")] + Base64URL.text(other)
    }
}
