import CardCrypto
import FoundationEssentials

/// Who may talk to this registry: asked for every request, by the certificate of its connection.
///
/// A certificate of the station CA that is not in the list was made before there was one; it is taken up at first contact.
/// What the storage says counts for two seconds, so a revocation reaches every running server within that time.
package actor StationRegister {
    private let storage: any RegistryStorage
    private let clock: @Sendable () -> Timestamp
    private let instant: @Sendable () -> ContinuousClock.Instant
    private var seen: [ContentDigest: (standing: CertificateStanding, at: ContinuousClock.Instant)] = [:]

    /// How long an answer of the storage counts.
    package static let memory = Duration.seconds(2)
    private static let mostSeen = 50_000

    package init(
        _ storage: any RegistryStorage, clock: @escaping @Sendable () -> Timestamp = { .now },
        instant: @escaping @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now }
    ) {
        self.storage = storage
        self.clock = clock
        self.instant = instant
    }

    /// Lets the client with this TLS certificate in.
    ///
    /// - Parameter closed: whether a station that is closed may come in as well, to repeat its last statement.
    /// - Throws: `ProblemDetails` for one that is revoked. A certificate that names no station is not this one's matter.
    func admit(_ certificate: Certificate, closed: Bool = false) async throws {
        guard ClientKind(certificate) == .station, let station = StationAuthority.station(of: certificate) else {
            return
        }
        let entry = StationCertificate(.tls, certificate)
        if case .revoked(let revocation) = try await standing(of: entry, of: station),
            !closed || revocation.reason != .closed
        {
            throw ProblemDetails.stationRevoked(station, revocation)
        }
    }

    private func standing(of entry: StationCertificate, of station: StationID) async throws -> CertificateStanding {
        let (fingerprint, now) = (entry.fingerprint, instant())
        if let known = seen[fingerprint], now - known.at < Self.memory { return known.standing }
        var standing = try await storage.standing(of: fingerprint, of: station)
        if standing == .unknown,
            try await storage.register([entry], of: station, days: StationCA.usualDays, at: clock())
        {
            standing = .active
        }
        if seen.count >= Self.mostSeen { seen = [:] }
        seen[fingerprint] = (standing, now)
        return standing
    }
}

extension Timestamp {
    /// The moment now.
    package static var now: Timestamp { Timestamp(Date()) }
}
