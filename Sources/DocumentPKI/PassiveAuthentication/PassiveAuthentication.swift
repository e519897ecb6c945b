package import CardCrypto
package import FoundationEssentials
package import LDS

/// Passive authentication: were these files signed by a state that we trust, and not changed since
/// (Doc 9303-11 §5.1)? OpenSSL checks signatures and chains.
package struct PassiveAuthentication: Sendable {
    let trustStore: TrustStore
    package let policy: InspectionPolicy

    package init(trustStore: TrustStore, policy: InspectionPolicy = .counter) {
        self.trustStore = trustStore
        self.policy = policy
    }

    /// Verdict, a row for each check, and the verified document where the verdict is `valid`.
    package struct Report: Sendable {
        package internal(set) var verdict = Verdict.invalid
        /// In the order of ``Check``.
        package internal(set) var findings: [InspectionFinding] = []
        package internal(set) var signer: Certificate?
        package internal(set) var anchor: Certificate?
        /// When the signer says that it signed.
        package internal(set) var signingTime: Date?
        package internal(set) var document: VerifiedDocument?

        mutating func add(
            _ check: Check, _ result: InspectionFinding.Result, _ reason: Reason,
            _ parameters: [Reason.Parameter: String] = [:]
        ) {
            findings.append(InspectionFinding(check, result, reason, parameters))
        }

        mutating func add(
            _ check: Check, _ subject: String, _ result: InspectionFinding.Result, _ reason: Reason,
            _ parameters: [Reason.Parameter: String] = [:]
        ) {
            findings.append(InspectionFinding(check, subject, result, reason, parameters))
        }
    }

    /// Checks files as they were read from a chip. Wrong files give a report, never an error.
    ///
    /// - Parameter time: now; the signer's certificate is judged at the signing time that it states, else as the policy
    ///   says.
    package func verify(_ files: [RawFile], at time: Date) -> Report {
        guard let sod = files.first(where: { $0.file == .sod }) else {
            var report = Report()
            report.add(.securityObject, "EF.SOD", .failed, .absent)
            return concluded(report)
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
        examined.chain = verifySigner(signed, at: time, into: &examined.report)
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
        guard let (signed, object) = examined.content else { return concluded(report) }
        compareHashes(files, with: object, known: hashes, into: &report)
        compareGroups(files, with: object, into: &report)
        let cardSecurity = verifyCardSecurity(files, judging: examined.chain, at: time, into: &report)
        compareCardAccess(files, cardSecurity: cardSecurity, into: &report)
        var anchor: Certificate?
        if case .trusted(let path) = examined.chain { anchor = path.last }
        let contents = readContents(files, signer: signed.signer, anchor: anchor, into: &report)
        report = concluded(report)
        report.anchor = anchor
        guard report.verdict == .valid, let contents, let anchor else { return report }
        report.document = VerifiedDocument(
            files: files.filter { $0.file == .sod || $0.file.dataGroupNumber != nil }, mrz: contents.mrz,
            nationalData: contents.nationalData, portrait: contents.portrait, signer: signed.signer, anchor: anchor)
        return report
    }

    /// The checks of this part of an inspection.
    private static let checks: [Check] = Check.allCases.filter {
        ![.access, .chipAuthentication, .activeAuthentication, .chip, .scannedZone, .expiry].contains($0)
    }

    /// Every check has a row, and the rows are in order; the policy draws the verdict.
    private func concluded(_ report: Report) -> Report {
        var report = report
        var reached = [Bool](repeating: false, count: Check.allCases.count)
        for finding in report.findings { reached[finding.check.position] = true }
        for check in Self.checks where !reached[check.position] { report.add(check, .notDone, .notReached) }
        report.findings = report.findings.inOrder
        report.verdict = policy.verdict(report.findings)
        return report
    }
}

extension [InspectionFinding] {
    /// In the order of ``Check``; rows of one check stay as they came.
    var inOrder: [InspectionFinding] {
        var places = [[InspectionFinding]](repeating: [], count: Check.allCases.count)
        for finding in self { places[finding.check.position].append(finding) }
        return places.flatMap { $0 }
    }
}
