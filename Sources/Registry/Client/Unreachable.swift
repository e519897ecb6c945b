/// Why no answer of the registry came.
///
/// A key or certificate that does not fit is never shown as a missing network: different people act on these.
package struct Unreachable: Error, Sendable, Hashable {
    /// What kind of failure. Open, so that new ones can be told apart later.
    package struct Reason: RawRepresentable, Sendable, Hashable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        /// Nothing listens there, or the network does not lead there.
        package static let noConnection = Reason(rawValue: "no-connection")
        /// The registry's name is not known to the name service.
        package static let nameUnknown = Reason(rawValue: "name-unknown")
        /// It did not answer in time.
        package static let timedOut = Reason(rawValue: "timed-out")
        /// The connection broke before the answer was complete.
        package static let connectionLost = Reason(rawValue: "connection-lost")
        /// The server's certificate is not one of the registry's.
        package static let serverNotTrusted = Reason(rawValue: "server-not-trusted")
        /// The server does not accept the station's certificate.
        package static let stationNotAccepted = Reason(rawValue: "station-certificate-not-accepted")
        /// The station's certificate has ended.
        package static let certificateExpired = Reason(rawValue: "station-certificate-expired")
        /// The station's TLS key is not in its token or TPM, or does not sign.
        package static let keyUnusable = Reason(rawValue: "key-unusable")
        /// Some other failure of TLS.
        package static let tlsFailed = Reason(rawValue: "tls-failed")
        /// Something answered, but not in the registry's way: a proxy, another server.
        package static let notARegistry = Reason(rawValue: "not-a-registry")
        /// The station's clock is not the registry's.
        package static let clockWrong = Reason(rawValue: "clock-wrong")
        /// The answer is not signed by the registry, or answers another request.
        package static let answerNotGenuine = Reason(rawValue: "answer-not-genuine")
        /// The station's own keys or addresses are unusable.
        package static let misconfigured = Reason(rawValue: "station-misconfigured")
    }

    package let reason: Reason
    /// What happened, for the log and the diagnostics page.
    package let detail: String
    /// Whether trying again can help without anybody acting.
    package let retryable: Bool
    /// How many seconds to wait at least, where what answered says so (RFC 9110 §10.2.3).
    package let retryAfter: Int?

    package init(_ reason: Reason, _ detail: String, retryable: Bool, retryAfter: Int? = nil) {
        self.reason = reason
        self.detail = detail
        self.retryable = retryable
        self.retryAfter = retryAfter
    }
}

extension Unreachable: CustomStringConvertible {
    package var description: String { "\(detail) (\(reason.rawValue))" }
}
