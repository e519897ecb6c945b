/// Makes rosters of those who serve, and gives the stations the current one.
package struct RosterIssuer: Sendable {
    private let storage: any RegistryStorage
    private let sign: @Sendable (Roster) throws -> [UInt8]

    /// - Parameters:
    ///   - storage: where officers and rosters are kept.
    ///   - sign: the roster as SignedData, by a signer that the stations trust for it.
    package init(storage: any RegistryStorage, sign: @escaping @Sendable (Roster) throws -> [UInt8]) {
        self.storage = storage
        self.sign = sign
    }

    /// A roster and its signed bytes.
    package struct Issued: Sendable {
        package let roster: Roster
        package let bytes: [UInt8]

        package init(roster: Roster, bytes: [UInt8]) {
            self.roster = roster
            self.bytes = bytes
        }
    }

    /// How long a roster lives that the registry issues by itself, in milliseconds: seven days.
    private static let usualLife = 7 * 86_400_000

    /// Signs a new roster under the next number.
    ///
    /// - Parameters:
    ///   - life: how long it counts offline, in milliseconds; up to `Roster.longestLife`.
    ///   - now: when it is issued.
    package func issue(life: Int, at now: Timestamp) async throws -> Issued {
        guard (1...Roster.longestLife).contains(life), let end = Timestamp(milliseconds: now.milliseconds + life) else {
            throw RegistryError(.malformedRoster, "a roster lives at most 31 days", fault: .registry)
        }
        let sign = sign
        return try await storage.issueRoster { number, officers in
            let roster = try Roster(number: number, issued: now, expires: end, officers: officers)
            let bytes = try sign(roster)
            guard bytes.count <= Roster.maximumSize else {
                throw RegistryError(.tooLarge, "a roster of \(bytes.count) bytes", fault: .registry)
            }
            return Issued(roster: roster, bytes: bytes)
        }
    }

    /// The last roster, or a new one where officers have changed since or half of its life is over; nil where there were
    /// never any officers.
    package func current(at now: Timestamp) async throws -> [UInt8]? {
        guard let last = try await storage.lastRoster() else {
            return try await storage.hasOfficers() ? issue(life: Self.usualLife, at: now).bytes : nil
        }
        let (issued, expires) = (last.issued.milliseconds, last.expires.milliseconds)
        guard last.isOutdated || now.milliseconds > issued + (expires - issued) / 2 else { return last.bytes }
        return try await issue(life: min(expires - issued, Roster.longestLife), at: now).bytes
    }
}
