import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Fingerprint devices that speak MOSIP's Secure Biometric Interface 1.0: services on this machine, each at a port from
/// 4501 to 4600, HTTP with methods of their own.
///
/// Speaks to 127.0.0.1 only. Answers are bounded in bytes and in time, and worth nothing before ``SBIAnswer`` has checked
/// them. Has connections to give back: call `shutdown` when done.
package final class SBIDevices: Sendable {
    /// What a station says and allows.
    package struct Configuration: Sendable {
        /// Ports to look at.
        package var ports: [Int] = Array(4501...4600)
        /// `env` of SBI 1.0: Staging, Developer, Pre-Production or Production.
        package var environment = "Production"
        /// The longest that connecting and a short answer may take.
        package var patience: Duration = .seconds(3)
        /// What a capture may take beyond the device's own time limit.
        package var grace: Duration = .seconds(5)

        package init() {}
    }

    let http: HTTPClient
    let configuration: Configuration
    let trust: DeviceTrust

    static let largestAnswer = 256 << 10
    /// Four fingers of at most 2 MiB, in base64 twice.
    static let largestCapture = 16 << 20

    package init(trust: DeviceTrust, _ configuration: Configuration = Configuration()) {
        self.trust = trust
        self.configuration = configuration
        var settings = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(2)), decompression: .disabled)
        settings.httpVersion = .http1Only
        settings.connectionPool.retryConnectionEstablishment = false
        // Devices close their connections, and some without saying so.
        settings.connectionPool.idleTimeout = .milliseconds(1)
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
    }

    /// Closes the connections.
    package func shutdown() async throws { try await http.shutdown() }

    func answer(at time: Date) -> SBIAnswer {
        SBIAnswer(trust: trust, at: time, environment: configuration.environment)
    }

    /// One request and its whole answer. Throws ``FingerprintFailure``.
    func exchange(
        _ method: String, _ path: String, port: Int, body: [UInt8]?, limit: Int, within time: Duration
    ) async throws -> [UInt8] {
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask { [http] in
                var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)")
                request.method = .RAW(value: method)
                request.headers.add(name: "EXT", value: "chip-id-station")
                if let body {
                    request.headers.add(name: "content-type", value: "application/json")
                    request.body = .bytes(ByteBuffer(bytes: body))
                }
                let response = try await http.execute(request, timeout: .nanoseconds(time.nanoseconds))
                guard response.status == .ok else {
                    throw FingerprintFailure.broken("it answers with HTTP \(response.status.code)")
                }
                return [UInt8](buffer: try await response.body.collect(upTo: limit))
            }
            group.addTask {
                try await Task.sleep(for: time)
                throw FingerprintFailure.silent
            }
            defer { group.cancelAll() }
            do {
                guard let answer = try await group.next() else { throw FingerprintFailure.silent }
                return answer
            } catch { throw FingerprintFailure(causedBy: error) }
        }
    }
}

extension Duration {
    /// Whole nanoseconds, at most a day's.
    fileprivate var nanoseconds: Int64 {
        let (seconds, attoseconds) = min(self, .seconds(86_400)).components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
