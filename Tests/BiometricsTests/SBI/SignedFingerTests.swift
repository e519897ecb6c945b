import Biometrics
import Foundation
import Testing
import VirtualScanner

@Suite("A signed finger, looked at again long after", .serialized)
struct SignedFingerTests {
    private let identity = Rig.identity

    /// A capture as it lies in a record.
    private func captured() async throws -> CapturedFinger {
        let identity = try identity.get()
        let scanner = VirtualFingerScanner(try ScannerScript(parsing: "", file: "test"), identity: identity)
        let request = try FingerCapture([.leftThumb], requestedScore: 50)
        let asked = #"""
            {"transactionId":"\#(request.transaction)","bio":[{"bioSubType":["Left Thumb"],"previousHash":""}]}
            """#
        let answer = try await scanner.answer("RCAPTURE", "/capture", Array(asked.utf8), port: 4501)
        guard case .body(let bytes) = answer else { throw CocoaError(.featureUnsupported) }
        let answers = SBIAnswer(trust: DeviceTrust([identity.authority]), at: Date())
        return try #require(try answers.fingers(bytes, for: request).first)
    }

    private func code(_ bytes: [UInt8], _ trust: DeviceTrust, at time: Date = Date()) -> FingerprintFailure.Code? {
        do throws(FingerprintFailure) { _ = try SignedFinger(parsing: bytes, trusting: trust, at: time) } catch {
            return error.code
        }
        return nil
    }

    @Test("it is the finger and the quality that the device signed")
    func good() async throws {
        let finger = try await captured()
        let again = try SignedFinger(
            parsing: finger.signedData, trusting: DeviceTrust([identity.get().authority]), at: Date())
        #expect(again.position == .leftThumb && again.quality == finger.quality && again.device == finger.device)
    }

    @Test("not of a device that nobody trusts, not after its certificate's time, and not altered anywhere")
    func refused() async throws {
        let finger = try await captured()
        let trust = DeviceTrust([try identity.get().authority])
        #expect(code(finger.signedData, DeviceTrust([])) == .untrusted)
        #expect(code(finger.signedData, DeviceTrust([try ScannerIdentity().authority])) == .untrusted)
        #expect(code(finger.signedData, trust, at: Date() + 3 * 365.25 * 86_400) == .untrusted)
        #expect(code([], trust) != nil)
        #expect(code(Array(finger.signedData.dropLast()), trust) != nil)
        for index in stride(from: 0, to: finger.signedData.count, by: finger.signedData.count / 200 + 1) {
            var bytes = finger.signedData
            bytes[index] = bytes[index] == 0x41 ? 0x42 : 0x41
            guard bytes != finger.signedData else { continue }
            #expect(code(bytes, trust) != nil, "byte \(index)")
        }
    }
}
