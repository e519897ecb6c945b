import CardCrypto

/// What a client of the registry is, as the organizational unit of its TLS certificate says.
package enum ClientKind: String, Sendable, Hashable {
    /// A station: it delivers records.
    case station
    /// A system behind the registry: it reads the event feed.
    case consumer

    /// The kind that a certificate names. One without an organizational unit is from before there were kinds: a station's.
    /// Nil for any other unit.
    init?(_ certificate: Certificate) {
        guard let unit = certificate.subjectAttribute("OU") else {
            self = .station
            return
        }
        self.init(rawValue: unit)
    }
}
