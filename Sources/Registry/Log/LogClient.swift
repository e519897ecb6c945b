import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOSSL

/// Fetches what a log shows to everybody, over TLS. Has connections to give back: call `shutdown` when done.
package final class LogClient: Sendable {
    private let http: HTTPClient
    private let address: String

    private static let timeout = TimeAmount.seconds(30)

    /// - Parameters:
    ///   - address: where the log's `checkpoint` lies: `https://registry.example/log`.
    ///   - trustRootsPEM: the CAs that vouch for the server; nil for those of the system.
    package init(address: String, trustRootsPEM: String? = nil) throws(Unreachable) {
        guard address.hasPrefix("https://") else {
            throw Unreachable(.misconfigured, "the log's address does not start with https://", retryable: false)
        }
        self.address = address.hasSuffix("/") ? address : address + "/"
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv13
        if let trustRootsPEM {
            guard let roots = try? NIOSSLCertificate.fromPEMBytes(Array(trustRootsPEM.utf8)), !roots.isEmpty else {
                throw Unreachable(.misconfigured, "the CA of the log's server cannot be read", retryable: false)
            }
            tls.trustRoots = .certificates(roots)
        }
        var settings = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(10), read: Self.timeout), decompression: .disabled)
        settings.httpVersion = .http1Only
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
    }

    /// Runs the body with a client, and closes its connections.
    package static func with<Value: Sendable>(
        address: String, trustRootsPEM: String? = nil, _ body: (LogClient) async throws -> Value
    ) async throws -> Value {
        let client = try LogClient(address: address, trustRootsPEM: trustRootsPEM)
        do {
            let value = try await body(client)
            try await client.shutdown()
            return value
        } catch {
            try? await client.shutdown()
            throw error
        }
    }

    /// Closes the connections.
    package func shutdown() async throws { try await http.shutdown() }

    /// The bytes at a path below the address, at most so many.
    package func fetch(_ path: String, atMost limit: Int) async throws -> [UInt8] {
        let status: UInt
        do {
            let response = try await http.execute(HTTPClientRequest(url: address + path), timeout: Self.timeout)
            status = response.status.code
            if status == 200 { return [UInt8](buffer: try await response.body.collect(upTo: limit)) }
        } catch {
            throw Unreachable(error)
        }
        throw Unreachable(
            .notARegistry, "what answers at the log's address gives HTTP \(status) for \(path)",
            retryable: status >= 500)
    }
}
