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

    /// How often in a row, and for how many seconds, a server may ask to come back later: many tiles are many requests.
    private static let mostWaits = 10
    private static let longestWait = 60

    /// The bytes at a path below the address, at most so many. Where the server asks to come back later, it is done so.
    package func fetch(_ path: String, atMost limit: Int) async throws -> [UInt8] {
        var status: UInt = 0
        var wait: Int?
        for _ in 0...Self.mostWaits {
            if let wait { try await Task.sleep(for: .seconds(min(max(wait, 1), Self.longestWait))) }
            do {
                let response = try await http.execute(HTTPClientRequest(url: address + path), timeout: Self.timeout)
                status = response.status.code
                if status == 200 { return [UInt8](buffer: try await response.body.collect(upTo: limit)) }
                wait = response.headers.first(name: "retry-after").flatMap { Int($0) }
            } catch {
                throw Unreachable(error)
            }
            guard status == 429, wait != nil else { break }
        }
        throw Unreachable(
            .notARegistry, "what answers at the log's address gives HTTP \(status) for \(path)",
            retryable: status >= 500 || status == 429)
    }
}
