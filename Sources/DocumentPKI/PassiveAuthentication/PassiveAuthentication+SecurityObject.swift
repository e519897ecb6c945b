import CardCrypto
import LDS
import SmartCard

extension PassiveAuthentication {
    /// id-icao-mrtd-security-ldsSecurityObject.
    private static let securityObjectType = "2.23.136.1.1.1"

    /// The signature of EF.SOD and what it signs; nil after a failed check.
    func verifySignature(of sod: RawFile, into report: inout Report) -> (VerifiedSignedData, LDSSecurityObject)? {
        let signed: VerifiedSignedData
        let object: LDSSecurityObject
        do {
            let template = try BERTLV(parsing: sod.bytes)
            guard template.tag == 0x77 else {
                report.add("sod", .failed, "EF.SOD begins with tag \(template.tag), not 77.")
                return nil
            }
            signed = try SignedData.verify(template.value)
        } catch {
            report.add("sod-signature", .failed, "EF.SOD's signature does not hold: \(error).")
            return nil
        }
        report.add("sod-signature", .passed, "EF.SOD is signed by \(signed.signer).")
        guard signed.contentType == Self.securityObjectType else {
            report.add("sod-content", .failed, "EF.SOD signs content of type \(signed.contentType).")
            return nil
        }
        do {
            object = try LDSSecurityObject(parsing: signed.content)
        } catch {
            report.add("sod-content", .failed, "EF.SOD's list of hashes cannot be read: \(error).")
            return nil
        }
        if signed.digest == .sha1 {
            report.add("sod-digest", .noted, "The signature uses SHA-1, which old documents do and new ones must not.")
        }
        return (signed, object)
    }

    /// Every data group that was read against its hash in EF.SOD.
    func compareHashes(
        _ files: [RawFile], with object: LDSSecurityObject, known: [ElementaryFile: [UInt8]], into report: inout Report
    ) {
        guard let digest = Digest(object.digestAlgorithm) else {
            report.add("data-group-hash", .failed, "EF.SOD uses hash algorithm \(object.digestAlgorithm).")
            return
        }
        var checked: [Int] = []
        for file in files {
            guard let number = file.file.dataGroupNumber else { continue }
            guard let expected = object.hash(of: number) else {
                report.add("data-group-hash", .failed, "\(file.file) is on the chip but not in EF.SOD.")
                continue
            }
            guard let hash = known[file.file] ?? (try? digest.hash(file.bytes)), equalInConstantTime(hash, expected)
            else {
                report.add("data-group-hash", .failed, "\(file.file) was changed after it was signed.")
                continue
            }
            checked.append(number)
        }
        if !checked.isEmpty {
            let names = checked.sorted().map { "DG\($0)" }.joined(separator: ", ")
            report.add("data-group-hash", .passed, "Unchanged since they were signed: \(names).")
        }
        var unread = object.hashes.map(\.dataGroup).filter { number in
            !files.contains { $0.file.dataGroupNumber == number }
        }
        // EF.COM is not signed: a copy without the chip's key hides EF.DG14, so that nobody asks for the proof.
        if unread.contains(14) {
            report.add("data-group-hidden", .failed, "EF.DG14 was signed, but the chip does not show it.")
            unread.removeAll { $0 == 14 }
        }
        if !unread.isEmpty {
            let names = unread.map { "DG\($0)" }.joined(separator: ", ")
            report.add("data-group-unread", .noted, "Signed but not read: \(names).")
        }
    }
}

extension Digest {
    /// The hash function with this identifier.
    init?(_ identifier: ObjectIdentifier) {
        let known: [String: Digest] = [
            "1.3.14.3.2.26": .sha1, "2.16.840.1.101.3.4.2.4": .sha224, "2.16.840.1.101.3.4.2.1": .sha256,
            "2.16.840.1.101.3.4.2.2": .sha384, "2.16.840.1.101.3.4.2.3": .sha512,
        ]
        guard let digest = known[identifier.description] else { return nil }
        self = digest
    }
}
