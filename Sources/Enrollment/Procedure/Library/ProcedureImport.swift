package import DocumentPKI
package import Registry

/// What became of a bundle of procedures at a station.
package struct ProcedureImport: Sendable {
    package let bundle: ProcedureBundle
    /// The very same bundle was here already; nothing was written.
    package let wasThere: Bool
    /// Procedures by id with their versions.
    package let procedures: [String: Int]
    /// Ids of procedures that were here and are not in the bundle.
    package let withdrawn: [String]
}

extension ProcedureLibrary {
    /// Refuses a library that has no procedure, a procedure with findings, or something that must not follow on what is
    /// here: a text that was used is never changed, and a procedure that changes has a higher version.
    func check(following old: ProcedureLibrary) throws(TrustRefusal) {
        guard !ids.isEmpty else { throw TrustRefusal(.malformed, "it has no procedure") }
        for id in ids {
            let findings = findings(of: id)
            guard let first = findings.first else { continue }
            throw TrustRefusal(
                .procedureFaulty, "procedure \(id) has \(findings.count) findings; the first: \(first)")
        }
        for (path, bytes) in files.sorted(by: { $0.key < $1.key }) where path.hasPrefix("consents/") {
            guard old.files[path] ?? bytes == bytes else {
                throw TrustRefusal(.textChanged, "\(path) is here with another text; a new text is a new file")
            }
        }
        for id in ids {
            // What was here and cannot be read is no reason to stay with it.
            guard let before = (try? old.procedure(id)) ?? nil, let now = (try? procedure(id)) ?? nil else { continue }
            guard now.version >= before.version else {
                throw TrustRefusal(
                    .rollback, "procedure \(id) has version \(now.version), and version \(before.version) is here")
            }
            guard now.version > before.version || now.digest == before.digest else {
                throw TrustRefusal(
                    .numberReused,
                    "another version \(now.version) of procedure \(id) is here; a change is a new version")
            }
        }
    }
}

extension TrustRefusal.Code {
    /// `idstation procedure check` shows the findings.
    package static let procedureFaulty = Self(rawValue: "procedure-faulty")
    /// A consent text that was used is another one now.
    package static let textChanged = Self(rawValue: "text-changed")
}
