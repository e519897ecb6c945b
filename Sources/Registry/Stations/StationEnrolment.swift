import CardCrypto
package import FoundationEssentials

/// Gives stations their certificates: a new one for a one-time code, one that has some before they expire.
package struct StationEnrolment: Sendable {
    private let storage: any RegistryStorage
    private let authority: StationCA
    private let description: RegistryDescription
    private let address: String
    private let welcome: @Sendable (Date) async throws -> (trust: [UInt8]?, roster: [UInt8]?)
    private let clock: @Sendable () -> Date
    private let attempts: AttemptLimit

    /// Certificates of a station that count at one time, old ones included.
    private static let mostCertificates = 40

    /// - Parameters:
    ///   - storage: where stations and invitations are kept.
    ///   - authority: the CA that certifies the stations' keys.
    ///   - description: the registry's keys, for the station's folder.
    ///   - address: what a station is told that renews; one that is invited is told what the invitation says.
    ///   - welcome: what a new station gets besides, for its first day.
    ///   - clock: by which codes and certificates begin and end.
    package init(
        storage: any RegistryStorage, authority: StationCA, description: RegistryDescription, address: String = "",
        welcome: @escaping @Sendable (Date) async throws -> (trust: [UInt8]?, roster: [UInt8]?) = { _ in (nil, nil) },
        clock: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.storage = storage
        self.authority = authority
        self.description = description
        self.address = address
        self.welcome = welcome
        self.clock = clock
        attempts = AttemptLimit()
    }

    /// The station CA's certificate, which everybody may see.
    package var authorityPEM: [UInt8] { get throws { Array(try authority.certificate.pem.utf8) } }

    /// Makes a code for a station. The invitation is on disk when the code is known to anybody.
    ///
    /// - Parameters:
    ///   - station: the name that its certificates will have.
    ///   - address: where it will find the registry.
    ///   - life: how long the code counts, in seconds.
    ///   - days: how long the station's certificates will count.
    ///   - procedures: the signed bundle for its folder; nil where it gets none.
    package func invite(
        _ station: StationID, address: String, life: TimeInterval, days: Int, procedures: [UInt8]?
    ) async throws -> (code: EnrolmentCode, expires: Timestamp) {
        let code = try EnrolmentCode.make(authority: authority.certificate)
        let (now, end) = (Timestamp(clock()), Timestamp(clock() + life))
        let invitation = StationInvitation(
            station: station, created: now, expires: end, address: address, procedures: procedures)
        guard try await storage.invite(invitation, code: code.digest, days: days) else {
            throw RegistryError(
                .stationBarred, "station \(station) is revoked; a station that replaces it gets another name",
                fault: .registry)
        }
        return (code, end)
    }

    /// Enrols a new station. The same code with the same keys gets the same certificates until the code expires.
    package func enrol(_ requests: CertificateRequests, from peer: String?) async throws -> IssuedIdentity {
        guard await attempts.allows(peer) else {
            throw ProblemDetails(
                .tooManyAttempts, status: 429, title: "Too many wrong codes",
                detail: "No code is taken from here for an hour.", retryable: true)
        }
        let now = clock()
        guard let code = requests.code.flatMap({ EnrolmentCode($0) }), code.names(authority.certificate) else {
            throw await wrong(from: peer)
        }
        let authority = authority
        let redemption = try await storage.redeem(code.digest, keys: requests.keys, at: Timestamp(now)) {
            invitation, days in
            try Self.issue(requests, to: invitation.station, days: days, by: authority, at: now)
        }
        switch redemption {
        case .issued(let invitation, let certificates):
            var identity = try identity(of: invitation.station, certificates, address: invitation.address)
            let gift = try await welcome(now)
            (identity.trust, identity.roster, identity.procedures) = (gift.trust, gift.roster, invitation.procedures)
            return identity
        case .unknown: throw await wrong(from: peer)
        case .expired:
            throw ProblemDetails(
                .enrolmentCodeExpired, status: 403, title: "The code has expired",
                detail: "The registry's administrator makes a new one.")
        case .used:
            throw ProblemDetails(
                .enrolmentCodeUsed, status: 403, title: "The code was used already",
                detail: "Other keys have certificates by it. Where nobody here did that, revoke the station.")
        case .revoked(let station, let revocation): throw ProblemDetails.stationRevoked(station, revocation)
        }
    }

    /// New certificates for a station that has some. Keys whose certificates are young get the same ones again, so a
    /// repetition changes nothing.
    package func renew(_ station: StationID, _ requests: CertificateRequests) async throws -> IssuedIdentity {
        let now = clock()
        let authority = authority
        let certificates = try await storage.renew(station, at: Timestamp(now)) { known, held in
            let counting = held.filter { $0.revocation == nil && $0.certificate.notAfter > now }
            if let young = Self.young(counting, for: requests, at: now) { return young }
            guard counting.count < Self.mostCertificates else {
                throw ProblemDetails(
                    .tooManyCertificates, status: 429, title: "The station has too many certificates",
                    detail: "\(counting.count) certificates of station \(station) count now. Revoke some.")
            }
            return try Self.issue(requests, to: station, days: known.days, by: authority, at: now)
        }
        guard let certificates else {
            throw ProblemDetails.stationRevoked(
                station, try await storage.station(station)?.revocation ?? Revocation(since: .now, reason: .retired))
        }
        return try identity(of: station, certificates, address: address)
    }

    private func wrong(from peer: String?) async -> ProblemDetails {
        await attempts.countWrong(peer)
        return ProblemDetails(
            .enrolmentCodeUnknown, status: 403, title: "The code is not known",
            detail: "No invitation of this registry has it. Compare it character by character.")
    }

    private func identity(
        of station: StationID, _ certificates: [StationCertificate], address: String
    ) throws -> IssuedIdentity {
        guard let tls = certificates.first(where: { $0.purpose == .tls })?.certificate,
            let signing = certificates.first(where: { $0.purpose == .signing })?.certificate
        else {
            throw RegistryError(.storageFailed, "a station's certificates are not both there", fault: .registry)
        }
        return IssuedIdentity(
            station: station, address: address, registry: description, authority: authority.certificate, tls: tls,
            signing: signing)
    }

    private static func issue(
        _ requests: CertificateRequests, to station: StationID, days: Int, by authority: StationCA, at now: Date
    ) throws -> [StationCertificate] {
        [
            StationCertificate(.tls, try authority.issueClient(station, for: requests.tls, days: days, at: now)),
            StationCertificate(
                .signing, try authority.issueSigner(station, for: requests.signing, days: days, at: now)),
        ]
    }

    /// The newest certificates for just these keys, where both are in the first half of their life.
    private static func young(
        _ held: [StationCertificate], for requests: CertificateRequests, at now: Date
    ) -> [StationCertificate]? {
        func newest(_ purpose: StationCertificate.Purpose, _ key: [UInt8]) -> StationCertificate? {
            held.last { entry in
                let certificate = entry.certificate
                let half = certificate.notBefore + certificate.notAfter.timeIntervalSince(certificate.notBefore) / 2
                return entry.purpose == purpose && now < half && (try? certificate.publicKeyInfo) == key
            }
        }
        guard let tls = newest(.tls, requests.tls.publicKeyInfo),
            let signing = newest(.signing, requests.signing.publicKeyInfo)
        else { return nil }
        return [tls, signing]
    }
}
