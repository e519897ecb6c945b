package import Foundation
import NIOCore

extension SBIDevices {
    /// Devices that answer, by their ports. A port where something else answers, or nothing, is passed over.
    ///
    /// Throws `fingerprint-no-device` where none is there.
    package func discover() async throws -> [SBIDevice] {
        let body = Array(#"{"type":"Biometric Device"}"#.utf8)
        let answer = answer(at: Date())
        let found = await withTaskGroup(of: [SBIDevice].self) { group in
            var ports = configuration.ports[...]
            var found: [SBIDevice] = []
            func ask() {
                guard let port = ports.popFirst() else { return }
                group.addTask { [self] in
                    let bytes = try? await exchange(
                        "MOSIPDISC", "/device", port: port, body: body, limit: Self.largestAnswer,
                        within: configuration.patience)
                    return bytes.flatMap { try? answer.devices($0, port: port) } ?? []
                }
            }
            // A few at a time: a service that is silent shall not hold up the others.
            for _ in 0..<16 { ask() }
            for await devices in group {
                found += devices
                ask()
            }
            return found
        }
        guard !found.isEmpty else {
            throw FingerprintFailure(
                .noDevice, "No fingerprint device answers on this machine. Plug it in and start its service.",
                retryable: true)
        }
        return found.sorted { ($0.port, $0.id) < ($1.port, $1.id) }
    }

    /// What the device says of itself, signed. Throws ``FingerprintFailure``, `fingerprint-untrusted` where no trusted CA
    /// stands behind it.
    package func information(_ device: SBIDevice, at time: Date = Date()) async throws -> SBIDevice {
        let bytes = try await exchange(
            "MOSIPDINFO", "/info", port: device.port, body: nil, limit: Self.largestAnswer,
            within: configuration.patience)
        return try answer(at: time).information(bytes, of: device)
    }

    /// The first device that is trusted and ready. Throws what is wrong with the first of those that are not.
    package func ready(at time: Date = Date()) async throws -> SBIDevice {
        var first: (any Error)?
        for device in try await discover() {
            do {
                let found = try await information(device, at: time)
                if found.status == .ready { return found }
                throw SBIAnswer.failure("111")
            } catch { first = first ?? error }
        }
        throw first ?? SBIAnswer.failure("106")
    }
}
