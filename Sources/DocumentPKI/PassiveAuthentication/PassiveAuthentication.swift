package import CardCrypto
package import FoundationEssentials
package import LDS

/// Passive authentication: were these files signed by a state that we trust, and not changed since
/// (Doc 9303-11 §5.1)? OpenSSL checks signatures and chains.
package struct PassiveAuthentication: Sendable {
    let trustStore: TrustStore

    package init(trustStore: TrustStore) { self.trustStore = trustStore }

    /// The verdict.
    package enum Outcome: String, Sendable, Hashable {
        /// Signed by a trusted state and unchanged.
        case valid
        /// A signature, a chain or a hash is wrong.
        case invalid
        /// Nothing is wrong that can be seen, but no certificate of the issuing state is trusted here.
        case noTrustAnchor = "no-trust-anchor"
    }

    /// One check and how it ended.
    package struct Finding: Sendable, Hashable {
        package enum Result: String, Sendable, Hashable {
            case passed, failed
            /// Could not be decided, or needs a look; does not make the document invalid.
            case noted
        }

        /// Stable name, `data-group-hash`.
        package let check: String
        package let result: Result
        /// One plain sentence without the holder's data.
        package let detail: String
    }

    /// Verdict, checks, and the verified document where the verdict is `valid`.
    package struct Report: Sendable {
        package internal(set) var outcome = Outcome.invalid
        package internal(set) var findings: [Finding] = []
        package internal(set) var signer: Certificate?
        package internal(set) var anchor: Certificate?
        /// When the signer says that it signed.
        package internal(set) var signingTime: Date?
        package internal(set) var document: VerifiedDocument?

        mutating func add(_ check: String, _ result: Finding.Result, _ detail: String) {
            findings.append(Finding(check: check, result: result, detail: detail))
        }
    }

    /// Checks files as they were read from a chip. Wrong files give a report, never an error.
    ///
    /// - Parameter time: now; the signer's certificate is judged at the signing time that it states, else at this one.
    package func verify(_ files: [RawFile], at time: Date) -> Report {
        guard let sod = files.first(where: { $0.file == .sod }) else {
            var report = Report()
            report.add("sod", .failed, "The chip gave no EF.SOD, so nothing vouches for its data.")
            return report
        }
        return conclude(examine(sod, at: time), files, hashes: [:], at: time)
    }

    /// What EF.SOD says, as far as it can be judged without the other files.
    struct SignedObject: Sendable {
        fileprivate(set) var report = Report()
        fileprivate(set) var content: (signed: VerifiedSignedData, object: LDSSecurityObject)?
        fileprivate(set) var chain = SignerChain.Outcome.noAnchor

        /// The hash function of the data groups.
        var digest: Digest? { content.flatMap { Digest($0.object.digestAlgorithm) } }
    }

    /// The first half: signature and chain.
    func examine(_ sod: RawFile, at time: Date) -> SignedObject {
        var examined = SignedObject()
        guard let (signed, object) = verifySignature(of: sod, into: &examined.report) else { return examined }
        examined.report.signer = signed.signer
        examined.report.signingTime = signed.signingTime
        examined.chain = verifyChain(signed, at: time, into: &examined.report)
        examined.content = (signed, object)
        return examined
    }

    /// The second half: the other files against what was signed.
    ///
    /// - Parameter hashes: of these very files, where they are known already.
    func conclude(
        _ examined: SignedObject, _ files: [RawFile], hashes: [ElementaryFile: [UInt8]], at time: Date
    ) -> Report {
        var report = examined.report
        guard let (signed, object) = examined.content else { return report }
        compareHashes(files, with: object, known: hashes, into: &report)
        let cardSecurity = verifyCardSecurity(files, judging: examined.chain, at: time, into: &report)
        compareCardAccess(files, cardSecurity: cardSecurity, into: &report)
        let contents = readContents(files, signer: signed.signer, into: &report)
        if report.findings.contains(where: { $0.result == .failed }) { return report }

        guard case .trusted(let path) = examined.chain, let contents, let anchor = path.last else {
            report.outcome = .noTrustAnchor
            return report
        }
        report.anchor = anchor
        report.outcome = .valid
        report.document = VerifiedDocument(
            files: files.filter { $0.file == .sod || $0.file.dataGroupNumber != nil }, mrz: contents.mrz,
            nationalData: contents.nationalData, portrait: contents.portrait, signer: signed.signer, anchor: anchor)
        return report
    }

    private func verifyChain(
        _ signed: VerifiedSignedData, at time: Date, into report: inout Report
    ) -> SignerChain.Outcome {
        let signer = signed.signer
        let outcome = chain(of: signed, at: time)
        switch outcome {
        case .trusted:
            report.add("signer-chain", .passed, "The document signer was certified by a trusted CSCA.")
        case .noAnchor:
            report.add(
                "signer-chain", .noted,
                "No trusted certificate of the issuer \(signer.issuer) is on this station, so the signer stays unproven."
            )
        case .invalid(let fault):
            report.add("signer-chain", .failed, "The document signer's certificate does not hold: \(fault.rawValue).")
        }
        return outcome
    }

    /// Judged when the signer says that it signed, and never later than now.
    func chain(of signed: VerifiedSignedData, at time: Date) -> SignerChain.Outcome {
        let judgedAt = signed.signingTime.map { min($0, time) } ?? time
        return SignerChain(trustStore, pool: signed.certificates, at: judgedAt).verify(signed.signer)
    }
}
