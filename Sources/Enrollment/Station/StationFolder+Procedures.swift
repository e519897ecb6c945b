import DocumentPKI
package import Foundation
package import Registry

/// A station's procedures: those of the newest bundle that was installed, or, before the first one, the folders
/// `procedures/` and `consents/`.
///
/// ```
/// procedure-bundles/N.json    the content of each bundle that was installed; the highest number counts
/// ```
///
/// Bundles stay there: a draft goes on with the procedure that it was begun with.
extension StationFolder {
    private static let bundleFolder = "procedure-bundles"

    /// A procedure by its id, with the consent texts that it names, by language.
    package func procedure(_ id: String) throws -> (procedure: Procedure, consents: [String: [UInt8]]) {
        try procedure(id, in: library())
    }

    /// A procedure in a version that may be an older one: what a draft or a record names.
    package func procedure(
        _ id: String, version: Int
    ) throws -> (procedure: Procedure, consents: [String: [UInt8]]) {
        var libraries = try bundleNumbers().reversed().map { try ProcedureLibrary(bundle($0)) }
        libraries.append(try ProcedureLibrary(folder: url.path))
        for library in libraries {
            guard let found = (try? library.procedure(id)) ?? nil, found.version == version else { continue }
            return try procedure(id, in: library)
        }
        throw Self.unusable("procedure \(id) is not here in version \(version)")
    }

    private func procedure(
        _ id: String, in library: ProcedureLibrary
    ) throws -> (procedure: Procedure, consents: [String: [UInt8]]) {
        guard let procedure = try library.procedure(id) else {
            let known = library.ids.joined(separator: ", ")
            throw Self.unusable("there is no procedure \(id.prefix(64)) in \(url.path); there are: \(known)")
        }
        let consents = library.consents(of: procedure)
        for (language, path) in procedure.consent.texts where consents[language] == nil {
            throw Self.unusable("\(url.path)/\(path) is missing or cannot be read")
        }
        return (procedure, consents)
    }

    /// What counts now.
    package func library() throws -> ProcedureLibrary {
        guard let bundle = try procedureBundle() else { return try ProcedureLibrary(folder: url.path) }
        return ProcedureLibrary(bundle)
    }

    /// The newest bundle that was installed; nil before the first.
    package func procedureBundle() throws -> ProcedureBundle? { try bundleNumbers().last.map { try bundle($0) } }

    /// Checks a bundle and installs it: all of it is on disk when this returns, or nothing, also where the machine stops in
    /// the middle.
    ///
    /// - Throws: `TrustRefusal` for a bundle that is not taken, `EnrollmentError` where the folder fails.
    package func importProcedures(_ der: [UInt8], at now: Date) throws -> ProcedureImport {
        let bundle = try ProcedureBundle.verify(der, trusting: trustAuthorities(), at: now)
        let (last, old) = (try procedureBundle(), try library())
        let new = ProcedureLibrary(bundle)
        if let last {
            guard bundle.number >= last.number else {
                throw TrustRefusal(
                    .rollback, "it has number \(bundle.number), and number \(last.number) is here")
            }
            guard bundle.number > last.number || bundle == last else {
                throw TrustRefusal(
                    .numberReused, "another bundle with number \(bundle.number) is here; tell the registry")
            }
        }
        try new.check(following: old)
        let wasThere = bundle == last
        if !wasThere { try install(bundle) }
        var versions: [String: Int] = [:]
        for id in new.ids { versions[id] = try new.procedure(id)?.version }
        return ProcedureImport(
            bundle: bundle, wasThere: wasThere, procedures: versions,
            withdrawn: old.ids.filter { versions[$0] == nil })
    }

    private func install(_ bundle: ProcedureBundle) throws {
        do {
            try DurableFile.makeFolder(bundlePath)
            try DurableFile.replace("\(bundlePath)/\(bundle.number).json", bundle.serialized(), mode: 0o600)
        } catch {
            throw EnrollmentError(
                .storageFailed, "the procedures were not installed: \(error). Look at the disk's space and rights.",
                fault: .station)
        }
    }

    private var bundlePath: String { url.appending(path: Self.bundleFolder).path }

    /// In ascending order.
    private func bundleNumbers() throws -> [Int] {
        guard FileManager.default.fileExists(atPath: bundlePath) else { return [] }
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: bundlePath) } catch {
            throw Self.unusable("\(bundlePath) cannot be read")
        }
        return names.compactMap { name in
            name.hasSuffix(".json") ? Int(name.dropLast(5)).flatMap { $0 > 0 ? $0 : nil } : nil
        }.sorted()
    }

    private func bundle(_ number: Int) throws -> ProcedureBundle {
        let path = "\(bundlePath)/\(number).json"
        do {
            let bundle = try ProcedureBundle(
                parsing: DurableFile.read(path, atMost: ProcedureBundle.maximumSize))
            guard bundle.number == number else { throw Self.unusable("\(path) has number \(bundle.number)") }
            return bundle
        } catch let error as RegistryError {
            throw Self.unusable("\(path) cannot be read: \(error.message) Import the procedures again.")
        }
    }
}
