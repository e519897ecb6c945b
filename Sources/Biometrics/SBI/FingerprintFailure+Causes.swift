import AsyncHTTPClient
import NIOCore
import NIOPosix

extension FingerprintFailure {
    static let silent = FingerprintFailure(
        .timedOut, "The fingerprint device did not answer in time. Capture again; if it stays, plug it out and in.",
        retryable: true)

    /// Sorts a failure of the HTTP client by what has to be done about it.
    init(causedBy error: any Error) {
        switch error {
        case let failure as FingerprintFailure: self = failure
        case let error as HTTPClientError:
            switch error {
            case .connectTimeout, .readTimeout, .writeTimeout, .deadlineExceeded, .getConnectionFromPoolTimeout:
                self = .silent
            case .remoteConnectionClosed, .uncleanShutdown, .cancelled, .requestStreamCancelled:
                self = .broken("it broke the connection off")
            default: self = .broken("it is no HTTP")
            }
        case is NIOConnectionError, is ChannelError:
            self.init(
                .noDevice, "No fingerprint device answers on this machine. Plug it in and start its service.",
                retryable: true)
        case is NIOTooManyBytesError: self = .broken("it is larger than any answer of a device")
        case is IOError: self = .broken("it broke the connection off")
        case is CancellationError: self = .silent
        default: self = .broken("it is no HTTP")
        }
    }
}
