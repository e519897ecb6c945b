import Enrollment
import Registry

/// A finding, as JSON.
struct ProcedureFindingOutput: Encodable {
    let code: String
    let place: String
    let sentence: String

    init(_ finding: ProcedureFinding) {
        (code, place, sentence) = (finding.code.rawValue, finding.place, finding.sentence)
    }
}

/// What the check of a procedure's file says.
struct ProcedureCheckOutput: Encodable {
    let file: String
    let id: String?
    let version: Int?
    let findings: [ProcedureFindingOutput]
    let lines: [String]

    private enum CodingKeys: CodingKey { case file, id, version, findings }

    init(file: String, procedure: Procedure?, findings: [ProcedureFinding]) {
        (self.file, id, version) = (file, procedure?.id, procedure?.version)
        self.findings = findings.map { ProcedureFindingOutput($0) }
        let name = procedure.map { "\($0.id) version \($0.version)" } ?? "no procedure"
        lines =
            ["\(file): \(name), " + (findings.isEmpty ? "no findings" : "\(findings.count) findings")]
            + findings.map { "  \($0)" }
    }
}

/// The procedures of a station.
struct ProcedureListOutput: Encodable {
    struct Row: Encodable {
        let id: String
        let version: Int?
        let form: String?
        let title: Texts?
        let sha256: String?
        /// How many; `idstation procedure check` says which.
        let findings: Int
    }

    /// The number of the bundle that they came with; nil: the folder's own files.
    let bundle: Int?
    let procedures: [Row]

    init(_ library: ProcedureLibrary, bundle: ProcedureBundle?) {
        self.bundle = bundle?.number
        procedures = library.ids.map { id in
            let procedure = try? library.procedure(id)
            return Row(
                id: id, version: procedure?.version, form: procedure?.form, title: procedure?.title,
                sha256: procedure?.digest.text, findings: library.findings(of: id).count)
        }
    }

    var lines: [String] {
        [bundle.map { "bundle \($0)" } ?? "no bundle: the station's own files"]
            + procedures.map { row in
                let version = row.version.map { "version \($0), \(row.form ?? "—")" } ?? "cannot be read"
                let findings = row.findings > 0 ? ", \(row.findings) findings" : ""
                return "\(row.id): \(version), \(row.title?["en"] ?? "—")\(findings)"
            }
    }
}

/// What an import of a bundle did.
struct ProcedureImportOutput: Encodable {
    let number: Int
    let state: String
    let expires: String
    let procedures: [String: Int]
    let withdrawn: [String]

    init(_ done: ProcedureImport) {
        (number, expires) = (done.bundle.number, "\(done.bundle.expires)")
        state = done.wasThere ? "already-there" : "installed"
        (procedures, withdrawn) = (done.procedures, done.withdrawn)
    }

    var lines: [String] {
        ["bundle \(number): \(state == "installed" ? "installed" : "it is here already")"]
            + procedures.sorted { $0.key < $1.key }.map { "  \($0.key) version \($0.value)" }
            + withdrawn.map { "  \($0): no longer here" }
    }
}
