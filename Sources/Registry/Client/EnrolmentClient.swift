import AsyncHTTPClient
package import CardCrypto
import NIOCore
import NIOHTTP1
import NIOSSL

/// The registry as a station sees it that has no certificate yet: its public port.
///
/// The code names the station CA by its fingerprint. So the CA's certificate is fetched first, from whoever answers; only a
/// server that this CA vouches for is then told the code.
package struct EnrolmentClient: Sendable {
    private let address: String

    private static let timeout = TimeAmount.seconds(60)
    private static let largestAuthority = 64 << 10

    /// - Parameter address: `https://host:port` of the registry's public port.
    package init(address: String) throws(Unreachable) {
        guard address.hasPrefix("https://") else {
            throw Unreachable(.misconfigured, "the registry's address does not start with https://", retryable: false)
        }
        self.address = address.hasSuffix("/") ? String(address.dropLast()) : address
    }

    /// The certificate of the station CA that a code names.
    ///
    /// - Throws: `Unreachable`, with `serverNotTrusted` where another registry, or somebody in between, answers.
    package func authority(namedBy code: EnrolmentCode) async throws -> Certificate {
        // Nobody vouches for the server here, and nothing is told to it.
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.certificateVerification = .none
        let pem = try await exchange(.GET, "/v1/station-ca", tls: tls, atMost: Self.largestAuthority)
        guard let authority = try? Certificate(pem: pem) else {
            throw Unreachable(
                .notARegistry, "what answers there shows no certificate of a station CA", retryable: false)
        }
        guard code.names(authority) else {
            throw Unreachable(
                .serverNotTrusted, "what answers there is not the registry that made the code", retryable: false)
        }
        return authority
    }

    /// Enrols: sends code and requests to a server that `authority` vouches for.
    package func enrol(_ requests: CertificateRequests, trusting authority: Certificate) async throws -> IssuedIdentity
    {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.certificateVerification = .fullVerification
        tls.trustRoots = .certificates([try NIOSSLCertificate(bytes: authority.der, format: .der)])
        let answer = try await exchange(
            .POST, "/v1/enrolments", body: try requests.serialized(), tls: tls, atMost: IssuedIdentity.maximumSize)
        return try IssuedIdentity(parsing: answer)
    }

    private func exchange(
        _ method: HTTPMethod, _ path: String, body: [UInt8]? = nil, tls: TLSConfiguration, atMost largest: Int
    ) async throws -> [UInt8] {
        var tls = tls
        tls.minimumTLSVersion = .tlsv13
        var settings = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(10), read: Self.timeout), decompression: .disabled)
        settings.httpVersion = .http1Only
        settings.connectionPool.retryConnectionEstablishment = false
        let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
        let answer: Result<(Int, [UInt8]), any Error>
        do {
            var request = HTTPClientRequest(url: address + path)
            request.method = method
            if let body {
                request.headers.add(name: "content-type", value: "application/json")
                request.body = .bytes(ByteBuffer(bytes: body))
            }
            let response = try await http.execute(request, timeout: Self.timeout)
            answer = .success(
                (Int(response.status.code), [UInt8](buffer: try await response.body.collect(upTo: largest))))
        } catch { answer = .failure(Unreachable(error)) }
        try? await http.shutdown()
        let (status, bytes) = try answer.get()
        if status == 200 { return bytes }
        if let problem = ProblemDetails(parsing: bytes), problem.status == status { throw problem }
        throw Unreachable(
            .notARegistry, "what answers at the registry's address gives HTTP \(status) and no reason of a registry",
            retryable: status >= 500)
    }
}
