import Biometrics
import Foundation
import VirtualScanner

/// A virtual scanner at a port of its own, and a station's client for it.
struct Rig: Sendable {
    let scanner: VirtualFingerScanner
    let devices: SBIDevices
    let port: Int

    /// One identity for all tests: RSA keys take their time.
    static let identity = Result { try ScannerIdentity() }

    /// Runs a body with a scanner that follows a script.
    static func with<Value: Sendable>(
        _ yaml: String = "", trusting: DeviceTrust? = nil, environment: String = "Production",
        _ body: @escaping @Sendable (Rig) async throws -> Value
    ) async throws -> Value {
        let identity = try identity.get()
        let scanner = VirtualFingerScanner(
            try ScannerScript(parsing: yaml, file: "test"), identity: identity, environment: environment)
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                do {
                    try await ScannerServer(scanner, ports: 0...0).run { continuation.yield($0) }
                } catch is CancellationError {}
                continuation.finish()
            }
            defer { group.cancelAll() }
            guard let port = await ports.first(where: { _ in true }) else { throw CocoaError(.featureUnsupported) }
            var configuration = SBIDevices.Configuration()
            configuration.ports = [port]
            // Generous: what is tested is that it ends, not when.
            configuration.patience = .seconds(20)
            configuration.grace = .seconds(20)
            let devices = SBIDevices(trust: trusting ?? DeviceTrust([identity.authority]), configuration)
            do {
                let value = try await body(Rig(scanner: scanner, devices: devices, port: port))
                try await devices.shutdown()
                return value
            } catch {
                try? await devices.shutdown()
                throw error
            }
        }
    }

    /// What goes wrong in `body`; nil: nothing.
    static func failure(_ body: () async throws -> Void) async -> FingerprintFailure? {
        do { try await body() } catch { return error as? FingerprintFailure }
        return nil
    }
}
