package import CardCrypto
package import Registry

/// Who may work at a station, and signing in: by the roster, offline as long as it counts.
///
/// A password is tried by opening the officer's keys with it, which takes some tenths of a second of one core: call it
/// away from threads that others share. Each sign-in, refused or not, is in the audit log.
package struct OfficerDesk: Sendable {
    private let database: OfficerDatabase
    /// Where sign-ins are told, and whatever else officers do.
    package let audit: AuditLog
    private let authorities: [Certificate]
    private let rule: LockOut.Rule
    private let memory = RosterMemory()

    /// - Parameter authorities: whose signers may sign rosters.
    package init(database: OfficerDatabase, authorities: [Certificate], rule: LockOut.Rule = LockOut.Rule()) {
        self.database = database
        self.audit = AuditLog(database)
        self.authorities = authorities
        self.rule = rule
    }

    /// The roster that counts here; nil before the first. Whether it has expired is told at the next sign-in.
    package func roster() throws -> Roster? {
        try database.roster().map { bytes in
            try memory.roster(bytes) { try Roster.verify($0, trusting: authorities) }
        }
    }

    /// Verifies a roster and takes it, if it is newer than the one here.
    ///
    /// - Returns: the roster, and whether it is new here.
    package func take(roster bytes: [UInt8], at now: Timestamp) throws -> (roster: Roster, isNew: Bool) {
        let roster: Roster
        do { roster = try Roster.verify(bytes, trusting: authorities) } catch {
            throw EnrollmentError(.rosterRefused, error.message, fault: .operator)
        }
        guard !roster.hasExpired(at: now) else {
            throw EnrollmentError(
                .rosterRefused, "roster \(roster.number) has expired; ask the registry for a new one", fault: .operator)
        }
        guard !roster.isFromTheFuture(at: now) else {
            throw EnrollmentError(
                .rosterRefused, "roster \(roster.number) was issued in the future; look at this machine's clock",
                fault: .station)
        }
        let isNew = try database.take(roster, bytes, at: now)
        if isNew { try audit.append("roster-taken", officer: nil, subject: "\(roster.number)", at: now) }
        return (roster, isNew)
    }

    /// How many wrong passwords there were for an officer, and until when nobody is let try.
    package func lockOut(of officer: String, at now: Timestamp) throws -> (failures: Int, until: Timestamp?) {
        let lockOut = try database.lockOut(officer)
        return (lockOut.failures, lockOut.end(at: try database.latest(seeing: now)))
    }

    /// Signs an officer in.
    ///
    /// - Parameters:
    ///   - card: SHA-256 of EF.DG15 of the card that he laid down; only of a card that was verified and proved this key
    ///     (Active Authentication). nil where he laid down none.
    ///   - now: by this machine's clock; where it was later before, that counts.
    ///   - action: what the audit log tells where he is signed in: `sign-in`, or `unlock` of a screen that is his.
    package func signIn(
        id: String, password: SecretBytes, card: ContentDigest?, at now: Timestamp, action: String = "sign-in"
    ) throws(OfficerRefusal) -> SignedInOfficer {
        try open(id: id, password: password, at: now, action: action) { officer throws(OfficerRefusal) in
            try Self.check(officer, card: card, at: database.station)
        }
    }

    /// An officer's keys under a new password, for the registry to admit him by; at any station, and without his card.
    ///
    /// - Throws: ``OfficerRefusal`` as signing in does, `RegistryError` for a new password that is easy to guess.
    package func application(
        id: String, password: SecretBytes, newPassword: SecretBytes, at now: Timestamp
    ) throws -> OfficerApplication {
        try OfficerPassword.check(newPassword)
        return try open(id: id, password: password, at: now, action: "password-change") { _ in }
            .application(newPassword: newPassword)
    }

    /// Opens an officer's keys, and tells of it whether it was done or not.
    private func open(
        id: String, password: SecretBytes, at now: Timestamp, action: String,
        check: (Officer) throws(OfficerRefusal) -> Void
    ) throws(OfficerRefusal) -> SignedInOfficer {
        let (roster, time) = try currentRoster(at: now)
        let officer = roster.officer(id)
        do {
            if let end = try database.begin(officer?.id ?? OfficerDatabase.nobody, at: time, by: rule) {
                throw OfficerRefusal(.lockedOut, until: end)
            }
            let signedIn = try SignedInOfficer(officer, password: password)
            try database.succeed(signedIn.officer.id)
            try check(signedIn.officer)
            try audit.append(action, officer: signedIn.officer.id, subject: nil, at: now)
            return signedIn
        } catch let refusal as OfficerRefusal {
            try tell(refusal, of: officer, at: now, latest: time)
            throw refusal
        } catch { throw Self.failed(error) }
    }

    private func currentRoster(at now: Timestamp) throws(OfficerRefusal) -> (Roster, Timestamp) {
        let (roster, time): (Roster?, Timestamp)
        do { (roster, time) = (try self.roster(), try database.latest(seeing: now)) } catch {
            throw Self.failed(error)
        }
        guard let roster else { throw OfficerRefusal(.noRoster) }
        guard !roster.isFromTheFuture(at: now) else { throw OfficerRefusal(.clockWrong) }
        guard !roster.hasExpired(at: time) else { throw OfficerRefusal(.rosterExpired) }
        return (roster, time)
    }

    /// What the password alone does not give.
    private static func check(
        _ officer: Officer, card: ContentDigest?, at station: StationID
    ) throws(OfficerRefusal) {
        guard officer.works(at: station) else { throw OfficerRefusal(.notAtThisStation) }
        guard let cardKey = officer.cardKey else { return }
        guard let card else { throw OfficerRefusal(.cardNeeded) }
        guard card == cardKey else { throw OfficerRefusal(.wrongCard) }
    }

    /// The audit log gets the code, and no identity that nobody has: somebody may have typed a password there. What is
    /// refused while nobody is let try is told once, when that begins: it would fill the disk.
    private func tell(
        _ refusal: OfficerRefusal, of officer: Officer?, at now: Timestamp, latest: Timestamp
    ) throws(OfficerRefusal) {
        guard refusal.code != .lockedOut else { return }
        do {
            try audit.append("sign-in-refused", officer: officer?.id, subject: refusal.code.rawValue, at: now)
            let key = officer?.id ?? OfficerDatabase.nobody
            if refusal.code == .wrongOfficerOrPassword, try database.lockOut(key).end(at: latest) != nil {
                try audit.append("officer-locked-out", officer: officer?.id, subject: nil, at: now)
            }
        } catch { throw Self.failed(error) }
    }

    private static func failed(_ error: any Error) -> OfficerRefusal {
        OfficerRefusal(.stationFailed, detail: (error as? EnrollmentError)?.message ?? "\(error)")
    }
}

extension SignedInOfficer {
    /// Tries the password; takes as long where there is no such officer.
    fileprivate init(_ officer: Officer?, password: SecretBytes) throws {
        do {
            guard let officer else {
                try LockedKeys.guess(password)
                throw OfficerRefusal(.wrongOfficerOrPassword)
            }
            self.init(officer, keys: try officer.unlock(with: password))
        } catch let error as RegistryError {
            throw OfficerRefusal(error.code == .passwordRefused ? .wrongOfficerOrPassword : .keysUnusable)
        }
    }
}
