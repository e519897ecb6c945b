import HummingbirdCore
import NIOCore
import NIOSSL

extension RegistryService.Configuration {
    /// The groups of the key exchange, the best first.
    static let curves: [NIOTLSCurve] = [.x25519_MLKEM768, .x25519, .secp256r1, .secp384r1]

    /// Who gets a connection.
    enum Clients {
        /// Those with a certificate of the station CA, nobody else.
        case certified
        /// Everybody.
        case all
    }

    /// The largest header that is read: bytes of one field and of all, and the number of fields. One beyond these gets
    /// the answer 400 and the connection's end, before anything else looks at it.
    static let headerLimits = HTTP1Channel.Configuration.DecoderConfiguration(
        maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 64)

    /// A connection ends when no whole request came for so long: one that sends its header byte by byte as well.
    /// - Parameters:
    ///   - connections: what counts the connections of each certificate; nil where clients have none.
    ///   - peers: what counts those of each address; nil where addresses are not told apart.
    func http(
        counting connections: ClientConnections? = nil, ofPeers peers: ClientConnections? = nil
    ) -> HTTP1Channel.Configuration {
        let limit = TimeAmount.seconds(2 * Int64(bodyTimeout))
        var http = HTTP1Channel.Configuration(
            idleTimeout: .seconds(Int64(bodyTimeout)), httpDecoderConfiguration: Self.headerLimits)
        http.additionalChannelHandlers = {
            let counting: [any RemovableChannelHandler] = connections.map { [ClientConnectionHandler($0)] } ?? []
            let peers: [any RemovableChannelHandler] = peers.map { [PeerConnectionHandler($0)] } ?? []
            return counting + peers + [RequestDeadlineHandler(limit: limit)]
        }
        return http
    }

    /// TLS 1.3 and nothing older, with the server's certificate.
    ///
    /// Its cipher suites are those of TLS 1.3 that BoringSSL has: TLS_AES_128_GCM_SHA256, TLS_AES_256_GCM_SHA384 and
    /// TLS_CHACHA20_POLY1305_SHA256, all with forward secrecy; there is no early data and no renegotiation.
    func tls(clients: Clients) throws(RegistryError) -> TLSConfiguration {
        do {
            var tls = TLSConfiguration.makeServerConfiguration(
                certificateChain: try NIOSSLCertificate.fromPEMBytes(Array(certificatePEM.utf8))
                    .map { .certificate($0) },
                privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(privateKeyPEM.utf8), format: .pem)))
            tls.minimumTLSVersion = .tlsv13
            tls.curves = Self.curves
            // A client that is gone never says goodbye: do not hold up the end for it.
            tls.shutdownTimeout = .milliseconds(500)
            guard case .certified = clients else { return tls }
            // Required from every client; a client has no host name that could be checked.
            tls.certificateVerification = .noHostnameVerification
            tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(stationAuthorityPEM.utf8)))
            return tls
        } catch {
            throw RegistryError(
                .keyUnusable, "the registry's TLS certificate, its key or the station CA cannot be read",
                fault: .registry)
        }
    }
}
