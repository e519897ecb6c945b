package import DocumentPKI
import FoundationEssentials

/// The examination of a record's content: the seal, the digests, the chip's files, and what the record says of them.
package struct RecordExamination: Sendable {
    let openingKey: OpeningKey
    private let trust: @Sendable () async -> TrustStore
    let officers: OfficerRegister?
    let rules: (any ProcedureRules)?
    let captures: @Sendable () throws -> (any CaptureVerifier)?

    /// - Parameters:
    ///   - openingKey: the registry's HPKE key.
    ///   - trust: the CSCAs that the registry trusts at the moment; asked for each record.
    ///   - officers: who signs records; nil for a registry without any.
    ///   - rules: what procedures demand; nil where nobody can say.
    ///   - captures: who says whether a trusted device took a finger, nil where none is trusted; asked for each record.
    package init(
        openingKey: OpeningKey, trust: @escaping @Sendable () async -> TrustStore,
        officers: OfficerRegister? = nil, rules: (any ProcedureRules)? = nil,
        captures: @escaping @Sendable () throws -> (any CaptureVerifier)? = { nil }
    ) {
        self.openingKey = openingKey
        self.trust = trust
        self.officers = officers
        self.rules = rules
        self.captures = captures
    }

    /// What an examination found.
    struct Verdict: Sendable {
        var findings: [Finding] = []
        /// The first reason to refuse the record; nil if there is none.
        var problem: ProblemDetails?
        /// What the record says; nil where it cannot be read.
        var claims: RecordClaims?
        /// What of it gives reason to look at it.
        var observed: [CaseReason] = []

        mutating func pass(_ check: String, _ detail: String) {
            findings.append(Finding(check: check, result: "passed", detail: detail))
        }

        mutating func skip(_ check: String, _ detail: String) {
            findings.append(Finding(check: check, result: "not-done", detail: detail))
        }

        mutating func fail(_ check: String, _ problem: ProblemDetails) {
            findings.append(Finding(check: check, result: "failed", detail: problem.detail))
            self.problem = self.problem ?? problem
        }
    }

    /// Examines the parts of a manifest. Throws only what `part` throws, and what the registry itself lacks: a failed check is a
    /// result.
    ///
    /// Chip files and the record itself are kept in memory, of other parts the digest.
    /// - Parameter part: a sealed part put together of its pieces; nil where these have other sizes than they should.
    func examine(
        _ manifest: RecordManifest, at time: Date, part: (ManifestPart) async throws -> [UInt8]?
    ) async throws -> Verdict {
        var verdict = Verdict()
        var content = RecordContent(captures: try captures(), time: manifest.time.upperBound.date)
        for entry in manifest.parts {
            let sealed = try await part(entry)
            do throws(ProblemDetails) { content.add(try open(sealed, as: entry, of: manifest), as: entry.name) } catch {
                verdict.fail("seal", error)
                return verdict
            }
        }
        verdict.pass("seal", "All \(manifest.parts.count) parts open and are what the manifest lists.")
        let body: RecordBody
        do throws(ProblemDetails) { body = try content.body(for: manifest) } catch {
            verdict.fail("content", error)
            return verdict
        }
        verdict.claims = body.claims
        verdict.observed = body.claims.observations
        let authentication = PassiveAuthentication(trustStore: await trust())
        var documents: [String: VerifiedDocument] = [:]
        for (name, person) in body.claims.persons.sorted(by: { $0.key < $1.key }) {
            documents[name] = examine(
                person, name, content.files[name] ?? [], by: authentication, at: time, into: &verdict)
        }
        examinePresence(body, content, into: &verdict)
        try await examineSignatures(body, by: officers, into: &verdict)
        examineFingers(body.claims, content, into: &verdict)
        try await examineProcedure(body, documents, into: &verdict)
        return verdict
    }

    private func open(
        _ sealed: [UInt8]?, as entry: ManifestPart, of manifest: RecordManifest
    ) throws(ProblemDetails) -> [UInt8] {
        guard let sealed, sealed.count == entry.sealedSize, ContentDigest(of: sealed) == entry.sealedDigest else {
            throw .contentMismatch("The pieces of part \(entry.name) are not the sealed part that the manifest lists.")
        }
        let context = SealContext(
            record: manifest.record, station: manifest.station, sequence: manifest.sequence, part: entry.name)
        let plaintext: [UInt8]
        do throws(RegistryError) { plaintext = try openingKey.open(sealed, in: context) } catch {
            throw ProblemDetails(
                .sealInvalid, status: 422, title: "A part does not open",
                detail: "Part \(entry.name) was sealed for another place or key, or by a faulty station.")
        }
        guard plaintext.count == entry.size, ContentDigest(of: plaintext) == entry.digest else {
            throw .contentMismatch("Part \(entry.name) in clear is not what the manifest lists.")
        }
        return plaintext
    }
}

extension ProblemDetails {
    /// Content that is not what the manifest or the schema says.
    static func contentMismatch(_ detail: String) -> ProblemDetails {
        ProblemDetails(
            .contentMismatch, status: 422, title: "The record's content is not what its manifest says", detail: detail)
    }
}
