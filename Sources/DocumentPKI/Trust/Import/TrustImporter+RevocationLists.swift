import CardCrypto
import FoundationEssentials

extension TrustImporter {
    /// A list vouches for itself where a trusted authority signed it; the newest one of each key is kept.
    mutating func takeRevocationLists() throws {
        guard !revocationLists.isEmpty else { return }
        let byName = Dictionary(grouping: try anchors(), by: \.subjectHash)
        for (der, origin) in revocationLists {
            let list: RevocationList
            do { list = try RevocationList(parsing: der) } catch {
                refuse(.unreadable, "it cannot be read: \(error)", .revocationList, origin.entry, origin.file)
                continue
            }
            let digest = try Digest.sha256.hash(list.der)
            func refuseList(_ code: TrustRefusal.Code, _ sentence: String) {
                tell(.revocationList, list.issuer, digest, .refused(TrustRefusal(code, sentence)), in: origin.file)
            }
            let namesakes = (byName[list.issuerHash] ?? []).filter { list.isNamedIssued(by: $0) }
            guard !namesakes.isEmpty else {
                refuseList(.issuerUnknown, "its issuer is no trusted authority")
                continue
            }
            guard let issuer = namesakes.first(where: { list.isSigned(by: $0) }) else {
                refuseList(.signatureInvalid, "no trusted authority of its issuer's name signed it")
                continue
            }
            let key = issuer.subjectKeyID ?? issuer.fingerprint
            if let known = try rows.revocationList(of: key) {
                if known.digest == digest || list.thisUpdate <= known.thisUpdate {
                    // Its source vouches for the issuer's revocations, of which the newest are kept.
                    try rows.note(list: known.digest, from: row(origin.source))
                    if known.digest == digest {
                        tell(.revocationList, list.issuer, digest, .alreadyThere, in: origin.file)
                    } else {
                        refuseList(.older, "a newer list of the same key is here")
                    }
                    continue
                }
            }
            try rows.replace(list, digest: digest, issuerKey: key, country: issuer.country ?? "", at: now)
            try rows.note(list: digest, from: row(origin.source))
            tell(.revocationList, list.issuer, digest, .added, in: origin.file)
        }
    }
}
