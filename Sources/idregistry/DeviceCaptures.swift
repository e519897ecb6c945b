import Biometrics
import Foundation
import Registry

/// Fingers are taken from the devices whose CAs lie in the registry's folder.
struct DeviceCaptures: CaptureVerifier {
    private let trust: DeviceTrust

    /// nil where no device is trusted.
    ///
    /// - Throws: `FingerprintFailure` where a file there is none of certificates.
    init?(folder: String) throws {
        trust = try DeviceTrust(folder: folder)
        if trust.authorities.isEmpty { return nil }
    }

    func verify(_ capture: [UInt8], at time: Date) -> Result<VerifiedCapture, CaptureRefusal> {
        do throws(FingerprintFailure) {
            let finger = try SignedFinger(parsing: capture, trusting: trust, at: time)
            return .success(
                VerifiedCapture(finger: finger.position.rawValue, quality: Int(finger.quality.rounded())))
        } catch { return .failure(CaptureRefusal(error.message)) }
    }
}
