package import CardCrypto

/// Where officers look at cases and decide. What they say is signed by their keys, which their passwords open.
///
/// A case shows why it waits, what was found and what was decided, and nothing of who it is about. `open` shows that, to an
/// officer who says why, and keeps that he did.
package struct CaseDesk: Sendable {
    private let storage: any RegistryStorage
    private let openingKey: OpeningKey
    private let policy: AdjudicationPolicy

    init(storage: any RegistryStorage, openingKey: OpeningKey, policy: AdjudicationPolicy) {
        self.storage = storage
        self.openingKey = openingKey
        self.policy = policy
    }

    /// Cases in order; only those that wait, where asked.
    package func cases(waiting: Bool, after number: Int = 0, limit: Int = 100) async throws -> [Case] {
        try await storage.cases(waiting: waiting, after: number, limit: limit)
    }

    /// A case with all that was done about it.
    ///
    /// - Throws: `CaseRefusal` for a number that there is not.
    package func file(_ number: Int) async throws -> CaseFile {
        guard let file = try await storage.caseFile(number) else { throw Self.unknown(number) }
        return file
    }

    /// Whether every decision of a case is the word of who is said to have made it: judged by what he was then.
    package func holds(_ file: CaseFile) async throws -> Bool {
        for decision in file.decisions {
            let assignments = try await storage.assignments(of: decision.officer)
            guard decision.holds(over: file.subject.digest, by: assignments) else { return false }
        }
        return true
    }

    /// Signs and takes a decision; the case's state then.
    ///
    /// - Throws: `CaseRefusal`, or `RegistryError.passwordRefused`; then nothing is written.
    package func decide(
        _ number: Int, _ verdict: CaseDecision.Verdict, reason: String?, as officer: String, password: SecretBytes,
        at time: Timestamp
    ) async throws -> Case.State {
        let subject = try await file(number).subject
        let officer = try await storage.serving(officer, at: subject.station)
        let decision = try CaseDecision(
            on: subject, by: officer, with: officer.unlock(with: password), verdict: verdict, reason: reason, at: time)
        guard decision.holds(over: subject.digest, by: try await storage.assignments(of: officer.id)) else {
            throw CaseRefusal(.signatureInvalid, "the officer's keys are not those that the registry knows")
        }
        return try await storage.decide(decision, policy: policy)
    }

    /// What a case's record says of its holder, for an officer who must see it. That he looks, and why, is signed by him and
    /// kept before anything is opened.
    package func open(
        _ number: Int, as officer: String, password: SecretBytes, for purpose: String, at time: Timestamp
    ) async throws -> RecordClaims {
        let isPlain = !purpose.unicodeScalars.contains { $0.properties.generalCategory == .control }
        guard isPlain, (1...CaseOpening.longestPurpose).contains(purpose.utf8.count) else {
            throw CaseRefusal(.purposeMissing, "say in one line of up to \(CaseOpening.longestPurpose) bytes why")
        }
        let subject = try await file(number).subject
        let officer = try await storage.serving(officer, at: subject.station)
        let keys = try officer.unlock(with: password)
        try await storage.keep(CaseOpening(of: subject, by: officer, with: keys, purpose: purpose, at: time))
        return try await claims(number)
    }

    private func claims(_ number: Int) async throws -> RecordClaims {
        guard let bytes = try await storage.manifest(ofCase: number) else { throw Self.unknown(number) }
        let manifest = try RecordManifest(parsing: bytes)
        let gone = RegistryError(.storageFailed, "a part that was stored is gone", fault: .registry)
        guard let entry = manifest.parts.first(where: { $0.name == .record }) else { throw gone }
        var sealed: [UInt8] = []
        for piece in entry.pieces {
            guard let bytes = try await storage.part(piece.digest, of: manifest.station) else { throw gone }
            sealed += bytes
        }
        let context = SealContext(
            record: manifest.record, station: manifest.station, sequence: manifest.sequence, part: entry.name)
        return try RecordBody(parsing: openingKey.open(sealed, in: context)).claims
    }

    private static func unknown(_ number: Int) -> CaseRefusal {
        CaseRefusal(.caseUnknown, "there is no case \(number)")
    }
}
