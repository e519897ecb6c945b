import NIOCore
import NIOSSL

extension RegistryService.Configuration {
    /// Who gets a connection.
    enum Clients {
        /// Those with a certificate of the station CA, nobody else.
        case certified
        /// Everybody.
        case all
    }

    /// TLS 1.3 with the server's certificate.
    func tls(clients: Clients) throws(RegistryError) -> TLSConfiguration {
        do {
            var tls = TLSConfiguration.makeServerConfiguration(
                certificateChain: try NIOSSLCertificate.fromPEMBytes(Array(certificatePEM.utf8))
                    .map { .certificate($0) },
                privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(privateKeyPEM.utf8), format: .pem)))
            tls.minimumTLSVersion = .tlsv13
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
