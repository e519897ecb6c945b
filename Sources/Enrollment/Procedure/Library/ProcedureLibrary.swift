import FoundationEssentials
package import Registry

/// Procedures with the consent texts that they name: of a folder, or of a bundle.
///
/// ```
/// procedures/ID.yaml    a procedure, named by its id
/// consents/NAME.txt     what procedures call their consent texts
/// messages/NAME.yaml    the pages' words
/// ```
package struct ProcedureLibrary: Sendable {
    /// Bytes by path, `procedures/level-2-account.yaml`.
    package let files: [String: [UInt8]]

    package init(_ bundle: ProcedureBundle) { files = bundle.files }

    /// Reads the folders that a bundle has. Other files, and folders that are not there, are left out.
    ///
    /// - Throws: `folderUnusable` for a file that cannot be read, is too large, or has a name that no bundle takes.
    package init(folder: String) throws(EnrollmentError) {
        var files: [String: [UInt8]] = [:]
        for part in ProcedureBundle.folders {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(part)")) ?? []
            for name in names where name.hasSuffix(part == "consents" ? ".txt" : ".yaml") {
                let path = "\(part)/\(name)"
                guard ProcedureBundle.isPath(path), files.count < ProcedureBundle.mostFiles else {
                    throw Self.unusable("\(folder)/\(path): a name of a-z, 0-9, hyphens and points is due")
                }
                do {
                    files[path] = try DurableFile.read("\(folder)/\(path)", atMost: ProcedureBundle.largestFile)
                } catch { throw Self.unusable(error.message) }
            }
        }
        self.files = files
    }

    /// One procedure's file, `…/procedures/ID.yaml`, with the consent texts that it names, from the folder above it.
    ///
    /// - Throws: `folderUnusable` where the file itself cannot be read.
    package init(procedureFile path: String) throws(EnrollmentError) {
        let file = URL(filePath: path)
        let folder = file.deletingLastPathComponent().deletingLastPathComponent().path
        let bytes: [UInt8]
        do { bytes = try DurableFile.read(path, atMost: ProcedureBundle.largestFile) } catch {
            throw Self.unusable(error.message)
        }
        var files = ["procedures/\(file.lastPathComponent)": bytes]
        let procedure = try? Procedure(parsing: String(decoding: bytes, as: UTF8.self), file: path)
        for text in procedure?.consent.texts.values.sorted() ?? [] {
            files[text] = try? DurableFile.read("\(folder)/\(text)", atMost: ProcedureBundle.largestFile)
        }
        self.files = files
    }

    /// The procedures' ids, in ascending order.
    package var ids: [String] {
        files.keys.filter { $0.hasPrefix("procedures/") }.map { String($0.dropFirst(11).dropLast(5)) }.sorted()
    }

    /// The library without some procedures.
    package func without(_ ids: [String]) -> ProcedureLibrary {
        ProcedureLibrary(files: files.filter { path, _ in !ids.contains { path == "procedures/\($0).yaml" } })
    }

    private init(files: [String: [UInt8]]) { self.files = files }

    /// A procedure by its id; nil where there is none.
    ///
    /// - Throws: `procedureMalformed`, also where a file has another procedure than its name says.
    package func procedure(_ id: String) throws(EnrollmentError) -> Procedure? {
        let path = "procedures/\(id).yaml"
        guard let bytes = files[path] else { return nil }
        guard let yaml = String(validating: bytes, as: UTF8.self) else {
            throw EnrollmentError(.procedureMalformed, "procedure \(path): not UTF-8", fault: .authority)
        }
        let procedure = try Procedure(parsing: yaml, file: path)
        guard procedure.id == id else {
            throw EnrollmentError(
                .procedureMalformed, "procedure \(path): its id is “\(procedure.id)”; the file is called as it",
                fault: .authority)
        }
        return procedure
    }

    /// The consent texts of a procedure by language; one whose file is not there is left out.
    package func consents(of procedure: Procedure) -> [String: [UInt8]] {
        procedure.consent.texts.compactMapValues { files[$0] }
    }

    /// What is wrong with a procedure, its own file included; empty where nothing is.
    package func findings(of id: String) -> [ProcedureFinding] {
        do {
            guard let procedure = try procedure(id) else {
                return [ProcedureFinding(.malformed, "", "there is no file procedures/\(id).yaml")]
            }
            return ProcedureCheck(procedure, consents: consents(of: procedure)).findings
        } catch { return [ProcedureFinding(.malformed, "", error.message)] }
    }

    private static func unusable(_ what: String) -> EnrollmentError {
        EnrollmentError(.folderUnusable, what, fault: .authority)
    }
}
