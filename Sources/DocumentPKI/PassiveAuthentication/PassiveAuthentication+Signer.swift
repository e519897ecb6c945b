import CardCrypto
import Foundation

/// Who signed: the way to a trusted authority, its times, and revocation (Doc 9303-12 §3, RFC 5280 §6).
extension PassiveAuthentication {
    func verifySigner(
        _ signed: VerifiedSignedData, at time: Date, into report: inout Report
    ) -> SignerChain.Outcome {
        let signer = signed.signer
        let moment = self.moment(of: signed, at: time)
        let outcome = chain(of: signed, at: time)
        switch outcome {
        case .trusted(let path):
            report.add(.chain, .passed, .trusted, [.issuer: path.last?.subject ?? signer.issuer])
            report.add(.validity, .passed, .validThen, [.date: moment.day])
            report.findings.append(revocation(of: path, at: time))
        case .noAnchor:
            report.add(.chain, .notDone, .noTrustAnchor, [.issuer: signer.issuer])
        case .invalid(.signatureWrong):
            report.add(.chain, .failed, .chainBroken, [.issuer: signer.issuer])
        case .invalid(let fault):
            report.add(.chain, .passed, .trusted, [.issuer: signer.issuer])
            report.add(.validity, .failed, Reason(fault), [.date: moment.day])
        }
        return outcome
    }

    /// Judged when the signer says that it signed, and never later than now.
    func chain(of signed: VerifiedSignedData, at time: Date) -> SignerChain.Outcome {
        SignerChain(trustStore, pool: signed.certificates, at: moment(of: signed, at: time)).verify(signed.signer)
    }

    private func moment(of signed: VerifiedSignedData, at time: Date) -> Date {
        if let signingTime = signed.signingTime { return min(signingTime, time) }
        switch policy.momentWithoutSigningTime {
        case .now: return time
        case .signerStart: return min(signed.signer.notBefore, time)
        }
    }

    /// Whether an issuer on the way has revoked what it issued. A revoked signer's own statement of when it signed is worth
    /// nothing, so the revocation counts whenever it was.
    private func revocation(of path: [Certificate], at time: Date) -> InspectionFinding {
        var oldest: RevocationList?
        var isStale = false
        var isMissing = false
        for certificate in path.dropLast() {
            guard let list = trustStore.revocationList(for: certificate) else {
                isMissing = true
                continue
            }
            if let date = list.revocation(of: certificate) {
                return InspectionFinding(
                    .revocation, .failed, .revoked, [.signer: "\(certificate)", .date: date.day])
            }
            if oldest.map({ list.thisUpdate < $0.thisUpdate }) ?? true { oldest = list }
            isStale = isStale || self.isStale(list, at: time)
        }
        guard !isMissing, let oldest else { return InspectionFinding(.revocation, .notDone, .noRevocationList) }
        return InspectionFinding(
            .revocation, isStale ? .notDone : .passed, isStale ? .revocationListStale : .notRevoked,
            [.date: oldest.thisUpdate.day])
    }

    private func isStale(_ list: RevocationList, at time: Date) -> Bool {
        if let next = list.nextUpdate, next < time { return true }
        return policy.revocationListMaximumAge.map {
            list.thisUpdate.addingTimeInterval(TimeInterval($0) * 86_400) < time
        } ?? false
    }
}

extension Reason {
    init(_ fault: SignerChain.Fault) {
        switch fault {
        case .signerExpired: self = .signerExpired
        case .signerNotYetValid: self = .signerNotYetValid
        case .authorityExpired: self = .authorityExpired
        case .authorityNotYetValid: self = .authorityNotYetValid
        case .signatureWrong: self = .chainBroken
        }
    }
}
