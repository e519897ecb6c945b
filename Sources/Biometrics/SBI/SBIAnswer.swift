import CardCrypto
package import Foundation

/// A device's answers as values: parsing and checking without a device, bounded by what the caller read.
package struct SBIAnswer: Sendable {
    package let trust: DeviceTrust
    /// The moment at which certificates must be valid.
    package let time: Date
    /// `env` of SBI 1.0 that the request named.
    package let environment: String

    package init(trust: DeviceTrust, at time: Date, environment: String = "Production") {
        self.trust = trust
        self.time = time
        self.environment = environment
    }

    static let mostDevices = 8
    static let mostBlocks = 10
    private static let imageSizes = 32...(2 << 20)

    /// Devices of a discovery's answer that take fingers. Nothing in it is signed.
    package func devices(_ body: [UInt8], port: Int) throws(FingerprintFailure) -> [SBIDevice] {
        guard let list = try? JSONDecoder().decode([SBIMessages.Device].self, from: Data(body)) else {
            throw .broken("its discovery is no JSON list of devices")
        }
        return list.prefix(Self.mostDevices).compactMap { Self.device($0, port: port, isVerified: false) }
    }

    /// A device of an information's answer, signed by a certificate that the station trusts.
    package func information(_ body: [UInt8], of device: SBIDevice) throws(FingerprintFailure) -> SBIDevice {
        guard let list = try? JSONDecoder().decode([SBIMessages.Info].self, from: Data(body)), !list.isEmpty else {
            throw .broken("its information is no JSON list")
        }
        var first: FingerprintFailure?
        for element in list.prefix(Self.mostDevices) {
            do throws(FingerprintFailure) {
                if let problem = element.error, !problem.isSuccess { throw Self.failure(problem.code) }
                let text = element.deviceInfo ?? ""
                // SBI 1.0: what is not signed comes from a device that nobody registered.
                guard text.contains(".") else { throw .untrusted("it is not registered and signs nothing") }
                let verified = try trust.verified(JSONWebSignature(parsing: Array(text.utf8)), at: time)
                guard let fields = try? JSONDecoder().decode(SBIMessages.Device.self, from: Data(verified.payload)),
                    let found = Self.device(fields, port: device.port, isVerified: true)
                else { throw .broken("its information names no fingerprint device") }
                if found.id == device.id { return found }
            } catch { first = first ?? error }
        }
        throw first ?? .broken("its information is about another device")
    }

    /// The fingers of a capture's answer: every block signed, of this request, a finger that was asked for and each of
    /// them once, and the chain of hashes unbroken.
    package func fingers(_ body: [UInt8], for request: FingerCapture) throws(FingerprintFailure) -> [CapturedFinger] {
        guard let answer = try? JSONDecoder().decode(SBIMessages.CaptureAnswer.self, from: Data(body)) else {
            throw .broken("it is no JSON of a capture")
        }
        if let problem = answer.error, !problem.isSuccess { throw Self.failure(problem.code) }
        guard let blocks = answer.biometrics, !blocks.isEmpty else { throw .broken("it holds no fingers") }
        guard blocks.count <= Self.mostBlocks else { throw .broken("it holds \(blocks.count) blocks") }
        var found: [CapturedFinger] = []
        do {
            var hash = try request.previousHash ?? SBIHashChain.start()
            for block in blocks {
                if let problem = block.error, !problem.isSuccess { throw Self.failure(problem.code) }
                let finger = try finger(block, after: hash, for: request)
                guard !found.contains(where: { $0.position == finger.position }) else {
                    throw FingerprintFailure.broken("a finger is there twice")
                }
                hash = finger.hash
                found.append(finger)
            }
        } catch let failure as FingerprintFailure { throw failure } catch { throw .broken("\(error)") }
        guard found.count == request.fingers.count else {
            throw FingerprintFailure(
                .wrongCount,
                "The device took \(found.count) fingers where \(request.fingers.count) were asked for. Lay all of them on the glass, or mark those that are missing.",
                retryable: true)
        }
        return found
    }

    private func finger(
        _ block: SBIMessages.Block, after previous: [UInt8], for request: FingerCapture
    ) throws -> CapturedFinger {
        guard let text = block.data, !text.isEmpty else { throw FingerprintFailure.broken("a block is empty") }
        let signed = Array(text.utf8)
        let verified = try trust.verified(JSONWebSignature(parsing: signed), at: time)
        guard let fields = try? JSONDecoder().decode(SBIMessages.Capture.self, from: Data(verified.payload)) else {
            throw FingerprintFailure.broken("a signed block is no JSON of a capture")
        }
        guard fields.transactionId == request.transaction else {
            throw FingerprintFailure.untrusted("its answer belongs to another request")
        }
        guard fields.bioType == "Finger", fields.purpose == "Registration", fields.env == environment else {
            throw FingerprintFailure.broken("a block is for another purpose, environment or kind")
        }
        guard let position = fields.bioSubType.flatMap({ FingerPosition(rawValue: $0) }),
            request.fingers.contains(position)
        else { throw FingerprintFailure.broken("a finger that was not asked for") }
        guard let quality = fields.qualityScore?.number, (0...100).contains(quality) else {
            throw FingerprintFailure.broken("no quality from 0 to 100")
        }
        guard let image = fields.bioValue.flatMap({ Base64URL.bytes($0.utf8) }), Self.imageSizes.contains(image.count),
            image.starts(with: [0x46, 0x49, 0x52, 0x00])
        else { throw FingerprintFailure.broken("an image is no record of ISO/IEC 19794-4") }
        let hash = try SBIHashChain.next(after: previous, image: image)
        guard block.hash.flatMap({ SBIHashChain.hash($0) }) == hash else {
            throw FingerprintFailure.untrusted("the chain of its captures is broken")
        }
        return CapturedFinger(
            position: position, quality: quality, image: image, hash: hash, signedData: signed, device: verified.device)
    }
}

extension SBIAnswer {
    /// A device that takes fingers; nil for irises and faces, and for what names nothing.
    private static func device(_ fields: SBIMessages.Device, port: Int, isVerified: Bool) -> SBIDevice? {
        // Unsigned it is one section of base64url, signed the middle one of three.
        let sections = (fields.digitalId ?? "").utf8.split(
            separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let payload = sections.count == 3 ? sections[1] : sections.first
        guard let id = fields.deviceId?.text, let text = payload.flatMap({ Base64URL.bytes($0) }),
            let digital = try? JSONDecoder().decode(SBIMessages.DigitalID.self, from: Data(text)),
            ["Finger", "Fingerprint"].contains(digital.type ?? ""), fields.purpose != "Auth"
        else { return nil }
        return SBIDevice(
            port: port, id: SBIDevice.label(id),
            status: SBIDevice.Status(rawValue: SBIDevice.label(fields.deviceStatus)),
            make: SBIDevice.label(digital.make), model: SBIDevice.label(digital.model),
            serialNumber: SBIDevice.label(digital.serialNo?.text), subtype: SBIDevice.label(digital.deviceSubType),
            certification: SBIDevice.label(fields.certification), isVerified: isVerified)
    }

    /// SBI 1.0's error codes, sorted by who must act. The device's own words are not repeated.
    static func failure(_ code: String) -> FingerprintFailure {
        let number = code.utf8.count <= 3 && code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) ? code : "unknown"
        switch number {
        case "100": return .untrusted("it is not registered (SBI 100)")
        case "103": return .untrusted("it says that somebody opened it (SBI 103)")
        case "107": return .untrusted("its key has expired (SBI 107)")
        case "101":
            return FingerprintFailure(
                .timedOut, "The device saw no fingers (SBI 101). Lay them on the glass and capture again.",
                retryable: true)
        case "106", "202":
            return FingerprintFailure(
                .noDevice, "The service runs but no fingerprint device is connected (SBI \(number)). Plug it in.",
                retryable: true)
        case "109":
            return FingerprintFailure(
                .wrongCount, "The device cannot take so many fingers at once (SBI 109).", retryable: false)
        case "110", "111":
            return FingerprintFailure(
                .deviceBusy, "The fingerprint device is not ready (SBI \(number)). Wait a moment and capture again.",
                retryable: true)
        default:
            return FingerprintFailure(
                .deviceFailed,
                "The fingerprint device reports error \(number). Capture again; if it stays, plug the device out and in.",
                retryable: true)
        }
    }
}
