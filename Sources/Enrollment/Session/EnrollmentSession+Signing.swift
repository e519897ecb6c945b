import DocumentPKI
import LDS
package import Registry

extension EnrollmentSession {
    /// Freezes the claims and asks the chip, where there is one, and the officer for their words over them.
    mutating func sign(at now: Timestamp, on today: CalendarDate) throws(EnrollmentError) -> [SessionEffect] {
        _ = try require(.signature)
        if let first = missing(on: today).first {
            throw EnrollmentError(
                .stepNotDone, "step \(first.step) is not done: \(first.sentences["en"] ?? "")", fault: .operator)
        }
        let claims = try claims(at: now)
        let (text, digest): ([UInt8], ContentDigest)
        do { (text, digest) = (try claims.json.canonical(), try claims.digest) } catch {
            throw EnrollmentError(.signatureFailed, "the claims have no canonical form: \(error)", fault: .station)
        }
        draft.signing = DraftSigning(claims: text, needsApproval: nextApproval(on: today) != nil)
        return canProvePresence ? [.provePresence(digest)] : afterPresence(digest)
    }

    /// The chip's proof is checked here as the registry will: a station does not send what it knows to be wrong.
    mutating func take(_ proof: PresenceProof) throws(EnrollmentError) -> [SessionEffect] {
        guard let digest = signedDigest, let document = documents[PersonClaims.holder] else {
            throw EnrollmentError(.stepUnknown, "nothing is being signed", fault: .operator)
        }
        let result = proof.verify(
            claims: digest, dataGroup14: document.file(.dg14)?.bytes, dataGroup15: document.file(.dg15)?.bytes)
        guard result == .proven else {
            throw EnrollmentError(
                .presenceNotProved,
                "the chip on the reader did not prove that it is the one of this case. \(result.reason ?? "")",
                fault: .citizen)
        }
        draft.signing?.presence = proof
        return afterPresence(digest)
    }

    /// Whether the holder has a chip with a key to prove itself by. A document without one can only be taken where the
    /// procedure makes the chip's proof optional.
    var canProvePresence: Bool {
        guard let document = documents[PersonClaims.holder] else { return false }
        if document.file(.dg15) != nil { return true }
        let infos = document.file(.dg14).flatMap { try? SecurityInfos(parsingDataGroup14: $0.bytes) }
        return infos?.chipAuthenticationOffers.isEmpty == false
    }

    private func afterPresence(_ digest: ContentDigest) -> [SessionEffect] {
        if isSignedByOfficer { return [.sign(digest)] }
        return draft.signing?.needsApproval == true ? [] : [.seal]
    }

    /// The officer's signature. Whether the key is the officer's is for the roster to say, and for the registry again.
    mutating func take(_ signature: OfficerSignature, on today: CalendarDate) throws(EnrollmentError) -> [SessionEffect]
    {
        guard signedDigest != nil else {
            throw EnrollmentError(.stepUnknown, "nothing is being signed", fault: .operator)
        }
        guard signature.purpose == .enrolls, signature.officer == draft.officer else {
            throw EnrollmentError(.officerDiffers, "another officer than the one of this case signed", fault: .operator)
        }
        if canProvePresence, draft.signing?.presence == nil {
            throw EnrollmentError(.presenceNotProved, "the chip has not proved its presence yet", fault: .operator)
        }
        draft.signing?.signatures = [signature]
        draft.rejection = nil
        guard draft.signing?.needsApproval == true else { return [.seal] }
        draft.step = nextApproval(on: today) ?? draft.step
        draft.state = .waitingForApproval
        return [.waitForApproval]
    }

    /// Another officer's yes, of the role that the procedure wants.
    mutating func approve(_ signature: OfficerSignature) throws(EnrollmentError) -> [SessionEffect] {
        try requireSecondOfficer(signature, .approves)
        draft.signing?.signatures.append(signature)
        return [.seal]
    }

    /// Another officer's no: the case goes back to the one who began it.
    mutating func reject(
        _ signature: OfficerSignature, reasons: [String], text: String?
    ) throws(EnrollmentError) {
        try requireSecondOfficer(signature, .rejects)
        guard !reasons.isEmpty else {
            throw EnrollmentError(.reasonMissing, "a rejection needs a reason", fault: .operator)
        }
        draft.rejection = DraftRejection(
            officer: signature.officer, time: signature.time, reasons: Array(reasons.prefix(16)), text: text)
        draft.signing = nil
        draft.state = .rejected
        draft.step = procedure.start
    }

    private func requireSecondOfficer(
        _ signature: OfficerSignature, _ purpose: OfficerSignature.Purpose
    ) throws(EnrollmentError) {
        guard draft.state == .waitingForApproval, isSigned else {
            throw EnrollmentError(.sessionNotOpen, "the case does not wait for approval", fault: .operator)
        }
        guard signature.purpose == purpose, signature.officer != draft.officer else {
            throw EnrollmentError(
                .officerDiffers, "the officer who enrolled cannot approve; another one must", fault: .operator)
        }
        guard let rule = step?.approval, signature.role >= rule.by else {
            throw EnrollmentError(.roleTooLow, "an officer of a higher role must approve", fault: .operator)
        }
    }

    /// The digest of what is being signed, or was.
    package var signedDigest: ContentDigest? { (draft.signing?.claims).map { ContentDigest(of: $0) } }

    /// The step at which somebody must approve, if this case comes to one.
    func nextApproval(on today: CalendarDate) -> String? {
        path(on: today).first { procedure.steps[$0]?.kind == .approval }
    }
}

extension EnrollmentSession {
    /// Whether everything is signed, proved and approved: the draft's claims can only stand where nothing was changed
    /// since.
    package var isReadyToSeal: Bool {
        guard let signing = draft.signing else { return false }
        if canProvePresence, signing.presence == nil { return false }
        if isSignedByOfficer, !isSigned { return false }
        return !signing.needsApproval || isApproved
    }
}
