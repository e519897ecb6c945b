import CardCrypto
import LDS

/// The data groups against EF.SOD's list of hashes, and the list against what the chip shows (Doc 9303-10 §4.6).
extension PassiveAuthentication {
    /// A row for each data group that is signed.
    func compareHashes(
        _ files: [RawFile], with object: LDSSecurityObject, known: [ElementaryFile: [UInt8]], into report: inout Report
    ) {
        let digest = Digest(object.digestAlgorithm)
        for (number, expected) in object.hashes.map({ ($0.dataGroup, $0.hash) }) {
            let name = ElementaryFile.dataGroup(number).shortName
            guard let file = files.first(where: { $0.file == .dataGroup(number) }) else {
                report.add(.dataGroupHash, name, .notDone, .notRead)
                continue
            }
            let hash = known[file.file] ?? digest.flatMap { try? $0.hash(file.bytes) }
            let isUnchanged = hash.map { equalInConstantTime($0, expected) } ?? false
            report.add(.dataGroupHash, name, isUnchanged ? .passed : .failed, isUnchanged ? .unchanged : .changed)
        }
    }

    /// Groups that nobody signed, signed ones that the chip hides, and EF.COM's list, which nobody signs.
    func compareGroups(_ files: [RawFile], with object: LDSSecurityObject, into report: inout Report) {
        let shown = Set(files.compactMap(\.file.dataGroupNumber))
        let signed = Set(object.hashes.map(\.dataGroup))
        let unsigned = shown.subtracting(signed)
        if unsigned.isEmpty {
            report.add(.unsignedDataGroup, .passed, .allSigned)
        } else {
            report.add(.unsignedDataGroup, .failed, .notSigned, [.groups: Self.names(unsigned)])
        }
        // A copy without the chip's keys hides the files that make a station ask for the proof.
        let hidden = signed.subtracting(shown).intersection([14, 15])
        if hidden.isEmpty {
            report.add(.hiddenDataGroup, .passed, .noneHidden)
        } else {
            report.add(.hiddenDataGroup, .failed, .hidden, [.groups: Self.names(hidden)])
        }
        guard let com = files.first(where: { $0.file == .com }) else {
            report.add(.com, .notDone, .nothingToCompare)
            return
        }
        do {
            let listed = Set(try COM(parsing: com.bytes).dataGroups.compactMap(\.dataGroupNumber))
            if listed == signed {
                report.add(.com, .passed, .agrees)
            } else {
                report.add(.com, .failed, .differs, [.fields: Self.names(listed.symmetricDifference(signed))])
            }
        } catch {
            report.add(.com, "EF.COM", .failed, .malformed, [.detail: "\(error)"])
        }
    }

    /// `DG3, DG15`.
    private static func names(_ groups: Set<Int>) -> String {
        groups.sorted().map { "DG\($0)" }.joined(separator: ", ")
    }
}
