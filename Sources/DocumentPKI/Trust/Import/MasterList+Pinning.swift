package import CardCrypto
package import FoundationEssentials

extension MasterList {
    /// The pinned certificate that the list's signer leads to, judged when the list was signed.
    package func anchor(pins: [TrustPin], at now: Date) throws(TrustRefusal) -> Certificate {
        if let signingTime, signingTime > now + TrustImport.clockTolerance {
            throw TrustRefusal(.fromTheFuture, "it says that it was signed in the future; look at this machine's clock")
        }
        let time = signingTime ?? now
        let listed = entries.compactMap { if case .certificate(let certificate) = $0 { certificate } else { nil } }
        let pool = companions + listed
        let fingerprints = Set(pins.map(\.fingerprint))
        if fingerprints.contains(signer.fingerprint) {
            guard signer.notBefore <= time, time <= signer.notAfter else {
                throw TrustRefusal(.expired, "its signer's certificate was not valid when it was signed")
            }
            return signer
        }
        let anchors = pins.compactMap(\.certificate) + pool.filter { fingerprints.contains($0.fingerprint) }
        switch SignerChain(TrustStore(anchors: anchors), pool: pool, at: time).verify(signer) {
        case .trusted(let path): return path.last ?? signer
        case .noAnchor: throw notPinned(pool, at: time)
        case .invalid(let fault):
            throw TrustRefusal(
                .init(rawValue: fault.rawValue),
                "its signer's chain to the pinned certificate does not hold: \(fault.rawValue)")
        }
    }

    /// Says what would have to be pinned, so that the operator can compare it with what the state published.
    private func notPinned(_ pool: [Certificate], at time: Date) -> TrustRefusal {
        let roots = TrustStore(anchors: pool.filter { $0.claimsToBeRoot && $0.isSigned(by: $0) })
        guard case .trusted(let path) = SignerChain(roots, pool: pool, at: time).verify(signer), let root = path.last
        else {
            return TrustRefusal(
                .notPinned, "no pin vouches for its signer, \(signer); give the certificate of the signer's CSCA")
        }
        return TrustRefusal(
            .notPinned,
            "no pin vouches for its signer, \(signer). Compare the fingerprint of its root, \(root), with what the state published, then pin it: \(root.fingerprintText)"
        )
    }
}
