import CardCrypto
import Registry

/// A station, for people and programs.
struct StationLine: Encodable {
    let station: String
    let state: String
    let since: String
    let reason: String?
    /// Until when its newest certificate for connecting counts.
    let until: String?
    /// Whether that is over: the station gets no connection until it is invited again.
    let hasEnded: Bool

    init(_ station: KnownStation, _ certificates: [StationCertificate]) {
        self.station = station.name.text
        state = station.state.rawValue
        since = "\(station.since)"
        reason = station.reason?.rawValue
        let end = certificates.filter { $0.purpose == .tls && $0.revocation == nil }
            .map { Timestamp($0.certificate.notAfter) }.max()
        until = end.map { "\($0)" }
        hasEnded = end.map { $0 < .now } ?? false
    }

    var text: String {
        [
            "\(station) \(state) since \(since)", reason.map { "(\($0))" },
            until.map { "certificate \(hasEnded ? "ENDED at" : "until") \($0)" },
        ].compactMap { $0 }.joined(separator: " ")
    }
}

/// A certificate of a station, for people and programs.
struct StationCertificateLine: Encodable {
    let purpose: String
    let fingerprint: String
    let serialNumber: String
    let from: String
    let until: String
    let revoked: String?
    let reason: String?

    init(_ entry: StationCertificate) {
        purpose = entry.purpose.rawValue
        fingerprint = entry.fingerprint.text
        serialNumber = entry.certificate.serialNumber
        from = "\(Timestamp(entry.certificate.notBefore))"
        until = "\(Timestamp(entry.certificate.notAfter))"
        revoked = entry.revocation.map { "\($0.since)" }
        reason = entry.revocation?.reason.rawValue
    }

    var text: String {
        let end = revoked.map { ", revoked since \($0) (\(reason ?? ""))" } ?? ""
        return "\(purpose) \(fingerprint) from \(from) until \(until)\(end)"
    }
}
