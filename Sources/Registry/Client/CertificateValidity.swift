import CardCrypto
import FoundationEssentials

/// From when to when the station's TLS certificate counts. A server that does not accept it says less than this does.
///
/// It is looked at after the server's refusal and not before a request: where the station's clock is the wrong one, the
/// server accepts the certificate, and its answer tells the time.
struct CertificateValidity: Sendable {
    private let begin: Date
    private let end: Date

    /// Nil where the first certificate of the text cannot be read; TLS says so then.
    init?(pem: String) {
        guard let certificate = try? Certificate(pem: Array(pem.utf8)) else { return nil }
        (begin, end) = (certificate.notBefore, certificate.notAfter)
    }

    /// The failure, and where the certificate's time is the reason of it, that.
    func explain(_ failure: Unreachable, at now: Date) -> Unreachable {
        guard failure.reason == .stationNotAccepted else { return failure }
        if now < begin {
            return Unreachable(
                .clockWrong,
                "the station's clock says \(Timestamp(now)), and its certificate counts from \(Timestamp(begin))",
                retryable: false)
        }
        if now > end {
            return Unreachable(
                .certificateExpired,
                "the station's certificate ended at \(Timestamp(end)), and its clock says \(Timestamp(now))",
                retryable: false)
        }
        return failure
    }
}
