import Biometrics
import Diagnosis

/// The fingerprint scanner, as a diagnosis looks at it.
struct FingerScanner: Sendable {
    private let devices: SBIDevices?

    init(_ devices: SBIDevices) { self.devices = devices }

    /// With the devices that the station's folder trusts. Where that cannot be read, none is.
    init(folder: String, ports: SBIDevices.Configuration) {
        devices = (try? DeviceTrust(folder: "\(folder)/devices")).map { SBIDevices(trust: $0, ports) }
    }

    func facts() async -> FingerScannerFacts {
        guard let devices else { return .notReady(code: "fingerprint-untrusted") }
        do {
            let device = try await devices.ready()
            return .ready(name: "\(device.make) \(device.model)")
        } catch let failure as FingerprintFailure {
            return failure.code == .noDevice ? .none : .notReady(code: failure.code.rawValue)
        } catch { return .notReady(code: "fingerprint-answer-broken") }
    }

    func shutdown() async { try? await devices?.shutdown() }
}
