import FoundationEssentials
import LDS

/// What of a record's opened parts the registry looks into: the chips' files, every part's digest, and the record itself.
struct RecordContent: Sendable {
    /// By the person whose chip they are of.
    private(set) var files: [String: [RawFile]] = [:]
    private(set) var digests: [PartName: ContentDigest] = [:]
    private(set) var record: [UInt8]?
    /// What became of each finger's capture, by its part's name.
    private(set) var fingers: [PartName: Result<VerifiedCapture, CaptureRefusal>] = [:]
    let captures: (any CaptureVerifier)?
    private let time: Date

    /// - Parameters:
    ///   - captures: who looks at fingers; nil where nobody does.
    ///   - time: when the record was signed, as it says.
    init(captures: (any CaptureVerifier)?, time: Date) {
        self.captures = captures
        self.time = time
    }

    /// Keeps a part that is looked into, and of others the digest.
    mutating func add(_ plaintext: [UInt8], as name: PartName) {
        if name == .record {
            record = plaintext
            return
        }
        digests[name] = ContentDigest(of: plaintext)
        if let captures, name.text.hasPrefix(PartName.fingers) { fingers[name] = captures.verify(plaintext, at: time) }
        if let (person, file) = name.personsFile { files[person, default: []].append(RawFile(file, plaintext)) }
    }

    /// `record.json`, which must be of the manifest's record and name its other parts exactly.
    func body(for manifest: RecordManifest) throws(ProblemDetails) -> RecordBody {
        guard let record else { throw .contentMismatch("The record has no part \(PartName.record).") }
        let body: RecordBody
        do throws(RegistryError) { body = try RecordBody(parsing: record) } catch {
            throw .contentMismatch("\(PartName.record) is not of the known form: \(error.message).")
        }
        let claims = body.claims
        guard claims.record == manifest.record, claims.station == manifest.station,
            claims.procedure.reference == manifest.procedure, claims.officer == manifest.operatorID,
            claims.time == manifest.time
        else { throw .contentMismatch("\(PartName.record) and the manifest are not of one record.") }
        guard claims.parts == digests else {
            throw .contentMismatch("\(PartName.record) does not name the record's parts as they are.")
        }
        return body
    }
}
