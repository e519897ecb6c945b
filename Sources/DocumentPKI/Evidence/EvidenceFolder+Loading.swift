import CardCrypto
import FoundationEssentials
import LDS

extension EvidenceFolder {
    /// Reads a folder that anybody may have written. Links are not followed, and nothing is read that is larger than
    /// evidence can be. What is damaged is named in the result.
    ///
    /// - Throws: ``EvidenceError`` with `folderUnreadable` where there is no folder.
    package static func load(_ path: String) throws(EvidenceError) -> Loading {
        guard let folder = OpenFolder(path), let names = try? FileManager.default.contentsOfDirectory(atPath: path)
        else {
            throw EvidenceError(.folderUnreadable, "the folder \(path) cannot be read")
        }
        let manifest: EvidenceManifest
        do {
            manifest = try Self.manifest(of: folder)
        } catch {
            return Loading(folder: nil, damage: [error], unknown: [])
        }
        let listed = Set(manifest.entries.map(\.name) + [EvidenceManifest.name])
        let unknown = names.filter { !listed.contains($0) }.sorted().prefix(EvidenceLimits.files).map {
            EvidenceLimits.plain($0, EvidenceLimits.name)
        }
        var (contents, damage) = read(manifest, from: folder)
        for required in [evidenceName, "\(ElementaryFile.sod.shortName).bin"] where !listed.contains(required) {
            damage.append(Damage(file: required, problem: "is not in the manifest"))
        }
        var evidence: Evidence?
        if let bytes = contents.removeValue(forKey: evidenceName) {
            do { evidence = try Evidence(parsing: bytes) } catch {
                damage.append(Damage(file: evidenceName, problem: "does not hold: \(error.message)"))
            }
        }
        guard damage.isEmpty, let evidence else {
            return Loading(folder: nil, damage: damage.sorted { $0.file < $1.file }, unknown: unknown)
        }
        let files = manifest.entries.compactMap { entry -> RawFile? in
            guard entry.name.hasSuffix(".bin"), let file = ElementaryFile(shortName: String(entry.name.dropLast(4)))
            else {
                return nil
            }
            return contents[entry.name].map { RawFile(file, $0) }
        }
        let whole = EvidenceFolder(evidence, files: files, report: contents[reportName])
        return Loading(folder: whole, damage: [], unknown: unknown)
    }

    private static func manifest(of folder: borrowing OpenFolder) throws(Damage) -> EvidenceManifest {
        let bytes: [UInt8]
        switch folder.read(EvidenceManifest.name, atMost: EvidenceManifest.maximumSize) {
        case .bytes(let found): bytes = found
        case let other: throw Damage(file: EvidenceManifest.name, problem: problem(of: other))
        }
        do { return try EvidenceManifest(parsing: bytes) } catch {
            throw Damage(file: EvidenceManifest.name, problem: "does not hold: \(error.message)")
        }
    }

    /// Every listed file whose size and hash are right, and what is wrong with the others.
    private static func read(
        _ manifest: EvidenceManifest, from folder: borrowing OpenFolder
    ) -> (contents: [String: [UInt8]], damage: [Damage]) {
        var contents: [String: [UInt8]] = [:]
        var damage: [Damage] = []
        var left = EvidenceLimits.folder
        for entry in manifest.entries {
            let found = folder.read(entry.name, atMost: min(entry.size, left))
            guard case .bytes(let bytes) = found else {
                damage.append(Damage(file: entry.name, problem: problem(of: found)))
                continue
            }
            left -= bytes.count
            if bytes.count < entry.size {
                damage.append(Damage(file: entry.name, problem: "has \(bytes.count) bytes of \(entry.size)"))
            } else if (try? Digest.sha256.hash(bytes)) != entry.hash {
                damage.append(Damage(file: entry.name, problem: "was changed after it was written"))
            } else {
                contents[entry.name] = bytes
            }
        }
        return (contents, damage)
    }

    private static func problem(of reading: OpenFolder.Reading) -> String {
        switch reading {
        case .bytes: "was changed after it was written"
        case .missing: "is missing"
        case .tooLarge: "is larger than it was"
        case .unreadable: "is no file that can be read"
        }
    }
}

extension EvidenceFolder.Damage: Error {}
