import AsyncHTTPClient
import CardCrypto
import NIOCore
import NIOPosix
import NIOSSL

extension Unreachable {
    /// Sorts a failure of the HTTP client by what has to be done about it.
    init(_ error: any Error) {
        switch error {
        case let error as Unreachable: self = error
        case let error as HTTPClientError: self.init(error)
        case let error as CardCryptoError:
            self.init(.keyUnusable, "the station's TLS key does not sign: \(error)", retryable: false)
        case let error as NIOSSLError: self = Self.tls(error)
        case let error as BoringSSLError: self = Self.tls(error)
        case let error as NIOConnectionError: self.init(error)
        case let error as IOError where [ECONNRESET, EPIPE].contains(error.errnoCode):
            self.init(.connectionLost, "the connection to the registry broke", retryable: true)
        case is IOError, is ChannelError:
            self.init(.noConnection, "no connection to the registry", retryable: true)
        case is NIOTooManyBytesError:
            self.init(.notARegistry, "the answer is larger than any of a registry", retryable: false)
        default:
            self.init(.connectionLost, "the request failed: \(Swift.type(of: error))", retryable: true)
        }
    }

    private init(_ error: HTTPClientError) {
        switch error {
        case .connectTimeout, .readTimeout, .writeTimeout, .deadlineExceeded, .getConnectionFromPoolTimeout:
            self.init(.timedOut, "the registry did not answer in time", retryable: true)
        case .tlsHandshakeTimeout:
            self.init(.tlsFailed, "the registry did not finish the TLS handshake", retryable: true)
        case .remoteConnectionClosed, .uncleanShutdown, .cancelled, .requestStreamCancelled:
            self.init(.connectionLost, "the connection to the registry broke", retryable: true)
        case .invalidURL, .emptyHost, .emptyScheme, .missingSocketPath:
            self.init(.misconfigured, "the registry's address is no URL", retryable: false)
        default: self.init(.notARegistry, "the answer is no answer of a registry: \(error)", retryable: false)
        }
    }

    private init(_ error: NIOConnectionError) {
        let unresolved = error.connectionErrors.isEmpty && (error.dnsAError != nil || error.dnsAAAAError != nil)
        if unresolved {
            self.init(.nameUnknown, "the registry's name \(error.host) is not known", retryable: true)
        } else {
            self.init(.noConnection, "nothing answers at \(error.host), port \(error.port)", retryable: true)
        }
    }

    /// BoringSSL tells by name what failed; an alert is what the server said about us, the rest what we say of it.
    private static func tls(_ error: any Error) -> Unreachable {
        let text = "\(error)"
        if text.contains("CERTIFICATE_VERIFY_FAILED") || error as? NIOSSLError == .unableToValidateCertificate {
            return Unreachable(
                .serverNotTrusted,
                "the server's certificate was not issued for this registry by a CA that the station trusts",
                retryable: false)
        }
        // decrypt_error is what a server says whose CA has the name of the station's CA, and another key.
        let aboutUs = ["CERT", "UNKNOWN_CA", "ACCESS_DENIED", "DECRYPT_ERROR"]
        if text.contains("ALERT"), aboutUs.contains(where: { text.contains($0) }) {
            return Unreachable(
                .stationNotAccepted, "the registry does not accept the station's TLS certificate", retryable: false)
        }
        if text.contains("eof") || text.contains("EOF") || text.contains("uncleanShutdown") {
            return Unreachable(.connectionLost, "the connection to the registry broke", retryable: true)
        }
        return Unreachable(.tlsFailed, "TLS failed: \(text)", retryable: false)
    }
}
