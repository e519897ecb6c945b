import CardCrypto
import Foundation
import LDS

/// What opened the chip, held against what the state signed: EF.CardAccess itself carries no signature, so whoever
/// stands between card and reader can leave the strong protocols out of it (Doc 9303-11 §4.4.1, §9.2).
extension PassiveAuthentication {
    /// id-SecurityObject of TR-03110-3 §A.1.2.5.
    private static let cardSecurityType = "0.4.0.127.0.7.3.2.1"

    /// EF.CardSecurity's signature and chain, where the chip showed the file; nil where it is not there or not sound.
    func verifyCardSecurity(
        _ files: [RawFile], judging chain: SignerChain.Outcome, at time: Date, into report: inout Report
    ) -> SecurityInfos? {
        guard let file = files.first(where: { $0.file == .cardSecurity }) else { return nil }
        do {
            let signed = try SignedData.verify(file.bytes)
            guard signed.contentType == Self.cardSecurityType else {
                report.add("card-security", .failed, "EF.CardSecurity signs content of type \(signed.contentType).")
                return nil
            }
            let infos = try SecurityInfos(parsing: signed.content, in: "EF.CardSecurity")
            switch (self.chain(of: signed, at: time), chain) {
            case (.trusted, _):
                report.add("card-security", .passed, "EF.CardSecurity is signed by \(signed.signer), who is trusted.")
            case (.noAnchor, .trusted):
                report.add(
                    "card-security", .failed, "EF.CardSecurity is signed by \(signed.signer), who is not trusted.")
                return nil
            case (.noAnchor, _):
                report.add("card-security", .noted, "EF.CardSecurity's signer stays unproven as well.")
            case (.invalid(let fault), _):
                report.add("card-security", .failed, "EF.CardSecurity's signer does not hold: \(fault.rawValue).")
                return nil
            }
            return infos
        } catch {
            report.add("card-security", .failed, "EF.CardSecurity does not hold: \(error).")
            return nil
        }
    }

    /// EF.CardAccess against the signed copies of its offers in EF.DG14 and EF.CardSecurity.
    func compareCardAccess(_ files: [RawFile], cardSecurity: SecurityInfos?, into report: inout Report) {
        func bytes(_ file: ElementaryFile) -> [UInt8]? { files.first { $0.file == file }?.bytes }
        let shown = bytes(.cardAccess).flatMap { try? SecurityInfos(parsing: $0, in: "EF.CardAccess") }
        let dataGroup14 = bytes(.dg14).flatMap { try? SecurityInfos(parsingDataGroup14: $0) }
        for (name, signed) in [("EF.DG14", dataGroup14), ("EF.CardSecurity", cardSecurity)] {
            guard let signed, !signed.accessOffers.isEmpty else { continue }
            guard shown.map(\.accessOffers) == signed.accessOffers else {
                let missing = signed.accessOffers.subtracting(shown?.accessOffers ?? [])
                report.add(
                    "card-access", .failed,
                    missing.isEmpty
                        ? "EF.CardAccess offers PACE protocols that \(name) does not have."
                        : "EF.CardAccess hides PACE protocols that \(name) has: the access was downgraded.")
                return
            }
            report.add("card-access", .passed, "EF.CardAccess offers what \(name) has signed.")
            return
        }
        if shown?.accessOffers.isEmpty == false {
            report.add(
                "card-access", .noted, "No signed file repeats what EF.CardAccess offers, so it was not compared.")
        }
    }
}

extension SecurityInfos {
    /// What a downgrade would change: PACE's offers and their domain parameters, without their order.
    fileprivate var accessOffers: Set<SecurityInfo> {
        Set(
            infos.filter {
                switch $0 {
                case .pace, .paceDomainParameters: true
                default: false
                }
            })
    }
}
