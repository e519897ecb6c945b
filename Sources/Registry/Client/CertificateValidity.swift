import CardCrypto
import FoundationEssentials

/// From when to when the station's TLS certificate counts: told before a server refuses it with less to say.
struct CertificateValidity: Sendable {
    private let begin: Date
    private let end: Date

    /// Nil where the first certificate of the text cannot be read; TLS says so then.
    init?(pem: String) {
        guard let certificate = try? Certificate(pem: Array(pem.utf8)) else { return nil }
        (begin, end) = (certificate.notBefore, certificate.notAfter)
    }

    func check(at now: Date) throws(Unreachable) {
        if now < begin {
            throw Unreachable(
                .clockWrong,
                "the station's clock says \(Timestamp(now)), and its certificate counts from \(Timestamp(begin))",
                retryable: false)
        }
        if now > end {
            throw Unreachable(
                .certificateExpired,
                "the station's certificate ended at \(Timestamp(end)), and its clock says \(Timestamp(now))",
                retryable: false)
        }
    }
}
