import CardCrypto
import LDS

/// Flaws that a forger's card has.
extension CardImage {
    /// Changes the last byte of a data group, so that its hash in EF.SOD no longer fits.
    package mutating func alter(_ shortName: String) throws {
        guard let index = files.firstIndex(where: { $0.file.shortName == shortName }),
            let last = files[index].bytes.last
        else { throw LDSError(.malformed, in: shortName, "the card has no such file") }
        files[index] = RawFile(files[index].file, files[index].bytes.dropLast() + [last ^ 0x01])
    }

    /// Takes a data group away and out of EF.COM's list, which nobody signs.
    package mutating func hide(_ shortName: String) throws {
        guard let hidden = ElementaryFile(shortName: shortName),
            let index = files.firstIndex(where: { $0.file == .com })
        else { throw LDSError(.malformed, in: shortName, "the card has no such file") }
        let com = try COM(parsing: files[index].bytes)
        files[index] = RawFile(.com, COM(dataGroups: com.dataGroups.filter { $0 != hidden }).serialized())
        files.removeAll { $0.file == hidden }
    }

    /// Replaces the chip's private keys by others: what a copy of all readable files is.
    package mutating func forgetChipKey() throws {
        chipAuthenticationKeys = try chipAuthenticationKeys.map { key in
            ChipKey(keyID: key.keyID, group: key.group, privateKey: try key.group.parameters().randomScalar())
        }
        activeAuthenticationKey = try activeAuthenticationKey.map {
            SigningKey(try $0.key.fresh(), trailer: $0.trailer, digest: $0.digest)
        }
    }

    /// Takes PACE out of EF.CardAccess; a terminal that does not look elsewhere opens the chip by BAC.
    package mutating func hidePACE() throws {
        guard let index = files.firstIndex(where: { $0.file == .cardAccess }) else {
            throw LDSError(.malformed, in: "EF.CardAccess", "the card has no such file")
        }
        let rest = try SecurityInfos(parsing: files[index].bytes).infos.filter {
            if case .pace = $0 { false } else { true }
        }
        files[index] = RawFile(.cardAccess, try SecurityInfos(rest).serialized())
    }
}
