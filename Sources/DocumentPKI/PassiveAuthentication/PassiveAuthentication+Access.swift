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
        guard let file = files.first(where: { $0.file == .cardSecurity }) else {
            report.add(.cardSecurity, .notDone, .nothingToCompare)
            return nil
        }
        do {
            let signed = try SignedData.verify(
                file.bytes, tolerating: [.notDER], reusing: trustStore.memory.signer)
            guard signed.contentType == Self.cardSecurityType else {
                report.add(.cardSecurity, .failed, .unknownContentType, [.detail: signed.contentType])
                return nil
            }
            let infos = try SecurityInfos(parsing: signed.content, in: "EF.CardSecurity")
            switch (self.chain(of: signed, at: time), chain) {
            case (.trusted, _): report.add(.cardSecurity, .passed, .signed, [.signer: "\(signed.signer)"])
            case (.noAnchor, .trusted):
                report.add(.cardSecurity, .failed, .notTrusted, [.signer: "\(signed.signer)"])
                return nil
            case (.noAnchor, _):
                report.add(.cardSecurity, .notDone, .noTrustAnchor, [.issuer: signed.signer.issuer])
            case (.invalid(let fault), _):
                report.add(
                    .cardSecurity, .failed, Reason(fault),
                    [.issuer: signed.signer.issuer, .date: (signed.signingTime ?? time).day])
                return nil
            }
            return infos
        } catch {
            report.add(.cardSecurity, "EF.CardSecurity", .failed, .malformed, [.detail: "\(error)"])
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
            if shown.map(\.accessOffers) == signed.accessOffers {
                report.add(.cardAccess, name, .passed, .agrees)
            } else {
                let missing = signed.accessOffers.subtracting(shown?.accessOffers ?? [])
                report.add(.cardAccess, name, .failed, missing.isEmpty ? .offersAdded : .offersHidden)
            }
            return
        }
        report.add(.cardAccess, .notDone, .nothingToCompare)
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
