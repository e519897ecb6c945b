package import CardCrypto

/// Where officers look at accounts and close them. What they say is signed by their keys, which their passwords open.
package struct AccountDesk: Sendable {
    private let storage: any RegistryStorage
    private let index: AccountIndex
    private let policy: AdjudicationPolicy

    init(storage: any RegistryStorage, index: AccountIndex, policy: AdjudicationPolicy) {
        self.storage = storage
        self.index = index
        self.policy = policy
    }

    /// The account of a citizen by his personal number; nil where he has none.
    package func account(personalNumber: String) async throws -> Account? {
        try await storage.account(of: hashes(personalNumber))
    }

    /// Signs and takes an officer's word that an account is to be closed; its state then, the same as before where another
    /// officer must say so too.
    ///
    /// - Throws: `CaseRefusal`, or `RegistryError.passwordRefused`; then nothing is written.
    package func close(
        personalNumber: String, reason: String, as officer: String, password: SecretBytes, at time: Timestamp
    ) async throws -> AccountState {
        let hashes = try hashes(personalNumber)
        guard let account = try await storage.account(of: hashes) else {
            throw CaseRefusal(.init(rawValue: AccountRefusal.missing.rawValue), "the citizen has no account")
        }
        let officer = try await storage.serving(officer, at: account.record.station)
        let word = try AccountClosing(
            of: account, by: officer, with: officer.unlock(with: password), reason: reason, at: time)
        guard word.holds(by: try await storage.assignments(of: officer.id)) else {
            throw CaseRefusal(.signatureInvalid, "the officer's keys are not those that the registry knows")
        }
        return try await storage.close(word, of: hashes, policy: policy)
    }

    /// Whether every word is that of who is said to have given it: judged by what he was then.
    package func holds(_ account: Account) async throws -> Bool {
        for word in account.closings {
            guard word.holds(by: try await storage.assignments(of: word.officer)) else { return false }
        }
        return true
    }

    private func hashes(_ personalNumber: String) throws -> AccountHashes {
        index.hashes(of: try AccountQuestion(personalNumber: personalNumber, phone: nil).facts)
    }
}
