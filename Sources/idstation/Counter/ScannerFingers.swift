import Biometrics
import CounterDesk
import Foundation
import StationWeb

/// The counter's fingerprint scanner, by MOSIP's SBI. What is kept of a finger is what the device signed.
struct ScannerFingers: CounterFingers {
    let devices: SBIDevices

    func device() async -> CounterView.FingersDevice? {
        do {
            let device = try await devices.ready()
            return CounterView.FingersDevice(name: "\(device.make) \(device.model)", ready: true)
        } catch let failure as FingerprintFailure where failure.code != .noDevice {
            return CounterView.FingersDevice(name: failure.code.rawValue, ready: false)
        } catch { return nil }
    }

    func capture(_ asked: CounterCapture) async throws(DeskFailure) -> CapturedGroup {
        do {
            let request = try FingerCapture(
                asked.fingers.compactMap { FingerPosition(rawValue: $0) },
                exceptions: asked.missing.compactMap { FingerPosition(rawValue: $0) },
                requestedScore: asked.wantedQuality, previousHash: asked.previous)
            let taken = try await devices.capture(request, with: devices.ready())
            return CapturedGroup(
                fingers: taken.map { finger in
                    CapturedGroup.Finger(
                        name: finger.position.rawValue, quality: Int(finger.quality.rounded()),
                        image: finger.signedData, mediaType: "application/jose")
                },
                last: taken.last?.hash ?? asked.previous)
        } catch let failure as FingerprintFailure {
            throw DeskFailure(code: failure.code.rawValue, detail: failure.message)
        } catch { throw DeskFailure(code: "fingerprint-answer-broken", detail: "\(type(of: error))") }
    }
}
