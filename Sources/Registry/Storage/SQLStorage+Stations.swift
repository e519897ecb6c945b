import CardCrypto

extension SQLStorage {
    package func stations() async throws -> [KnownStation] {
        try await database.read { session in
            try session.rows("SELECT name, state, since, reason, days FROM stations ORDER BY name")
                .map { try KnownStation(row: $0) }
        }
    }

    package func station(_ name: StationID) async throws -> KnownStation? {
        try await database.read { try Self.station(name, in: $0) }
    }

    package func certificates(of station: StationID) async throws -> [StationCertificate] {
        try await database.read { try Self.certificates(of: station, in: $0) }
    }

    package func standing(of fingerprint: ContentDigest, of station: StationID) async throws -> CertificateStanding {
        try await database.read { session in
            if let revocation = try Self.station(station, in: session)?.revocation { return .revoked(revocation) }
            let row = try session.row(
                "SELECT revoked, reason FROM station_certificates WHERE fingerprint = ? AND station = ?",
                [fingerprint, station])
            guard let row else { return .unknown }
            return try row.revocation(since: "revoked").map { .revoked($0) } ?? .active
        }
    }

    package func register(
        _ certificates: [StationCertificate], of station: StationID, days: Int, at time: Timestamp
    ) async throws -> Bool {
        try await database.write { session in
            try session.lock(.station(station))
            try Self.activate(station, days: days, at: time, in: session)
            guard try Self.station(station, in: session)?.state == .active else { return false }
            for certificate in certificates { try Self.insert(certificate, of: station, at: time, in: session) }
            return true
        }
    }

    package func renew(
        _ station: StationID, at time: Timestamp,
        _ issue: @escaping @Sendable (KnownStation, [StationCertificate]) throws -> [StationCertificate]
    ) async throws -> [StationCertificate]? {
        try await database.write { session in
            try session.lock(.station(station))
            try Self.activate(station, days: StationCA.usualDays, at: time, in: session)
            guard let known = try Self.station(station, in: session), known.state == .active else { return nil }
            let issued = try issue(known, Self.certificates(of: station, in: session))
            for certificate in issued { try Self.insert(certificate, of: station, at: time, in: session) }
            return issued
        }
    }

    package func revoke(
        _ station: StationID, certificate: ContentDigest?, _ revocation: Revocation
    ) async throws -> Bool {
        try await database.write { session in
            try session.lock(.station(station))
            guard let certificate else {
                return try session.execute(
                    "UPDATE stations SET state = 'revoked', since = ?, reason = ? WHERE name = ? AND state <> 'revoked'",
                    [revocation.since, revocation.reason.rawValue, station]) > 0
                    || session.exists("SELECT 1 FROM stations WHERE name = ?", [station])
            }
            return try session.execute(
                """
                UPDATE station_certificates SET revoked = ?, reason = ?
                WHERE station = ? AND fingerprint = ? AND revoked IS NULL
                """, [revocation.since, revocation.reason.rawValue, station, certificate]) > 0
                || session.exists(
                    "SELECT 1 FROM station_certificates WHERE station = ? AND fingerprint = ?", [station, certificate])
        }
    }

    static func station(_ name: StationID, in session: any SQLSession) throws -> KnownStation? {
        try session.row("SELECT name, state, since, reason, days FROM stations WHERE name = ?", [name])
            .map { try KnownStation(row: $0) }
    }

    /// An invited station becomes active, one that is not known yet too; others stay as they are.
    static func activate(_ station: StationID, days: Int, at time: Timestamp, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO stations (name, state, since, days) VALUES (?, 'active', ?, ?)
            ON CONFLICT (name) DO UPDATE SET state = 'active', since = excluded.since WHERE stations.state = 'invited'
            """, [station, time, days])
    }

    static func certificates(of station: StationID, in session: any SQLSession) throws -> [StationCertificate] {
        try session.rows(
            """
            SELECT purpose, certificate, revoked, reason FROM station_certificates
            WHERE station = ? ORDER BY known_since, purpose
            """, [station]
        ).map { row in
            guard let purpose = StationCertificate.Purpose(rawValue: try row.text("purpose")) else {
                throw RegistryError(.storageFailed, "a station's certificate has no known purpose", fault: .registry)
            }
            return StationCertificate(
                purpose, try Certificate(der: row.bytes("certificate")),
                revocation: try row.revocation(since: "revoked"))
        }
    }

    static func insert(
        _ entry: StationCertificate, of station: StationID, at time: Timestamp, in session: any SQLSession
    ) throws {
        try session.execute(
            """
            INSERT INTO station_certificates (fingerprint, station, purpose, certificate, not_before, not_after,
                                              known_since)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (fingerprint) DO NOTHING
            """,
            [
                entry.fingerprint, station, entry.purpose.rawValue, entry.certificate.der,
                Timestamp(entry.certificate.notBefore),
                Timestamp(entry.certificate.notAfter), time,
            ])
    }
}

extension KnownStation {
    fileprivate init(row: SQLRow) throws {
        name = try row.station("name")
        guard let state = State(rawValue: try row.text("state")) else {
            throw RegistryError(.storageFailed, "a station is in no known state", fault: .registry)
        }
        self.state = state
        since = try row.time("since")
        reason = try row.revocation(since: "since")?.reason
        days = try row.integer("days")
    }
}

extension SQLRow {
    /// A revocation whose reason is in the column `reason`; nil where there is none.
    fileprivate func revocation(since column: String) throws -> Revocation? {
        guard let text = try optionalText("reason") else { return nil }
        guard let reason = RevocationReason(rawValue: text) else {
            throw RegistryError(.storageFailed, "a station is revoked for no known reason", fault: .registry)
        }
        return Revocation(since: try time(column), reason: reason)
    }
}
