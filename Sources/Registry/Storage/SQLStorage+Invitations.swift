extension SQLStorage {
    package func invite(_ invitation: StationInvitation, code: ContentDigest, days: Int) async throws -> Bool {
        try await database.write { session in
            try session.lock(.station(invitation.station))
            try session.execute(
                """
                INSERT INTO stations (name, state, since, days) VALUES (?, 'invited', ?, ?)
                ON CONFLICT (name) DO UPDATE SET days = excluded.days
                """, [invitation.station, invitation.created, days])
            guard try Self.station(invitation.station, in: session)?.state != .revoked else { return false }
            try session.execute(
                "DELETE FROM station_invitations WHERE station = ? AND used IS NULL", [invitation.station])
            try session.execute(
                """
                INSERT INTO station_invitations (code, station, created, expires, address, procedures)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                [
                    code, invitation.station, invitation.created, invitation.expires, invitation.address,
                    invitation.procedures,
                ])
            return true
        }
    }

    package func redeem(
        _ code: ContentDigest, keys: ContentDigest, at time: Timestamp,
        _ issue: @escaping @Sendable (StationInvitation, Int) throws -> [StationCertificate]
    ) async throws -> Redemption {
        try await database.write { session in
            guard
                let station = try session.row("SELECT station FROM station_invitations WHERE code = ?", [code])?
                    .station("station")
            else { return .unknown }
            try session.lock(.station(station))
            let row = try session.row(
                "SELECT created, expires, address, procedures, keys, tls, signing FROM station_invitations WHERE code = ?",
                [code])
            guard let row, let known = try Self.station(station, in: session) else { return .unknown }
            if let revocation = known.revocation { return .revoked(station, revocation) }
            let invitation = StationInvitation(
                station: station, created: try row.time("created"), expires: try row.time("expires"),
                address: try row.text("address"), procedures: try row.optionalBytes("procedures"))
            let usedBy = try row.optionalBytes("keys")
            guard usedBy == nil || usedBy == keys.bytes else { return .used }
            guard time < invitation.expires else { return .expired }
            if usedBy != nil {
                let fingerprints = [try row.digest("tls"), try row.digest("signing")]
                let held = try Self.certificates(of: station, in: session)
                return .issued(invitation, held.filter { fingerprints.contains($0.fingerprint) })
            }
            let issued = try issue(invitation, known.days)
            try Self.activate(station, days: known.days, at: time, in: session)
            // A code is for a new station, or for one whose keys are gone or stay behind on another machine: only one of
            // two machines can go on.
            try session.execute(
                """
                UPDATE station_certificates SET revoked = ?, reason = 'retired' WHERE station = ? AND revoked IS NULL
                """, [time, station])
            for certificate in issued { try Self.insert(certificate, of: station, at: time, in: session) }
            func fingerprint(_ purpose: StationCertificate.Purpose) -> ContentDigest? {
                issued.first { $0.purpose == purpose }?.fingerprint
            }
            try session.execute(
                "UPDATE station_invitations SET used = ?, keys = ?, tls = ?, signing = ? WHERE code = ?",
                [time, keys, fingerprint(.tls), fingerprint(.signing), code])
            return .issued(invitation, issued)
        }
    }
}
