package import CardCrypto
package import FoundationEssentials

/// The way from a document signer to an authority that is trusted (Doc 9303-12 §3).
///
/// Authorities are found by name and by key identifier, each that fits is tried: states renew their CSCA under the same
/// name, and link the keys in either direction. What certificates say of their extensions is not judged again here:
/// see ``CertificateFlaw``.
package struct SignerChain: Sendable {
    /// How the search ended.
    package enum Outcome: Sendable, Hashable {
        /// Leaf first, trusted authority last.
        case trusted([Certificate])
        /// No trusted certificate issued it.
        case noAnchor
        case invalid(Fault)
    }

    /// What is wrong with a chain that is there.
    package enum Fault: String, Sendable, Hashable {
        case signerExpired = "signer-expired"
        case signerNotYetValid = "signer-not-yet-valid"
        case authorityExpired = "authority-expired"
        case authorityNotYetValid = "authority-not-yet-valid"
        /// An authority has the very key that the certificate names, and that key did not sign it.
        case signatureWrong = "signature-wrong"
    }

    private let store: TrustStore
    private let pool: [Certificate]
    private let time: Date

    /// - Parameters:
    ///   - pool: certificates that came with the document: a way may lead through them, and none is trusted.
    ///   - time: when everything on the way must have been valid.
    package init(_ store: TrustStore, pool: [Certificate] = [], at time: Date) {
        self.store = store
        self.pool = pool
        self.time = time
    }

    /// Signer, links and authority; more is no chain of a document.
    private static let maximumLength = 5
    /// Signatures that one document may make us check on the way.
    private static let maximumChecks = 32

    package func verify(_ leaf: Certificate) -> Outcome {
        if let path = store.memory.path(of: leaf), path.allSatisfy({ $0.notBefore <= time && time <= $0.notAfter }) {
            return .trusted(path)
        }
        var search = Search()
        guard let path = extend([leaf], &search) else { return search.fault.map { .invalid($0) } ?? .noAnchor }
        store.memory.remember(path)
        // Only of a signer whose authority is known can it be said that its time is over.
        if time < leaf.notBefore { return .invalid(.signerNotYetValid) }
        return time > leaf.notAfter ? .invalid(.signerExpired) : .trusted(path)
    }

    private struct Search {
        var checks = 0
        var fault: Fault?
    }

    private func extend(_ path: [Certificate], _ search: inout Search) -> [Certificate]? {
        guard let last = path.last, path.count < Self.maximumLength else { return nil }
        for candidate in candidates(for: last) where !path.contains(candidate) {
            search.checks += 1
            guard search.checks <= Self.maximumChecks else { return nil }
            let isTrusted = store.contains(candidate)
            guard last.isSigned(by: candidate) else {
                if isTrusted, let key = last.authorityKeyID, key == candidate.subjectKeyID {
                    search.fault = search.fault ?? .signatureWrong
                }
                continue
            }
            guard candidate.notBefore <= time, time <= candidate.notAfter else {
                if isTrusted { search.fault = time > candidate.notAfter ? .authorityExpired : .authorityNotYetValid }
                continue
            }
            if isTrusted { return path + [candidate] }
            if let longer = extend(path + [candidate], &search) { return longer }
        }
        return nil
    }

    /// Who may have issued it, likeliest first: by name and key identifier, by name, by key identifier alone; trusted
    /// before unproven.
    private func candidates(for certificate: Certificate) -> [Certificate] {
        let named = store.authorities(named: certificate) + pool.filter { certificate.isNamedIssued(by: $0) }
        guard let key = certificate.authorityKeyID else { return named }
        let byKey = named.filter { $0.subjectKeyID == key }
        let others = named.filter { $0.subjectKeyID != key }
        return byKey + others + store.authorities(withKey: key).filter { !named.contains($0) }
    }
}
