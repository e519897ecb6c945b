package import LDS
package import Registry

extension EnrollmentSession {
    /// Takes an event. Where it throws, nothing has changed.
    ///
    /// - Parameters:
    ///   - now: the station's clock.
    ///   - today: the day where the station stands, for ages and expiry.
    /// - Returns: what the caller must do, in this order, after the draft was saved.
    package mutating func handle(
        _ event: SessionEvent, at now: Timestamp, on today: CalendarDate
    ) throws(EnrollmentError) -> [SessionEffect] {
        var next = self
        let effects = try next.apply(event, at: now, on: today)
        self = next
        return effects
    }

    private mutating func apply(
        _ event: SessionEvent, at now: Timestamp, on today: CalendarDate
    ) throws(EnrollmentError) -> [SessionEffect] {
        switch event {
        case .signing: return try sign(at: now, on: today)
        case .chipProved(let proof): return try take(proof)
        case .signed(let signature): return try take(signature, on: today)
        case .approved(let signature): return try approve(signature)
        case .rejected(let signature, let reasons, let text):
            try reject(signature, reasons: reasons, text: text)
            return []
        case .movedOn: try moveOn(on: today)
        case .movedBack: moveBack(on: today)
        case .moved(let step): try move(to: step, on: today)
        default:
            try change(event, on: today)
        }
        return []
    }

    /// What changes the content of the case.
    private mutating func change(_ event: SessionEvent, on today: CalendarDate) throws(EnrollmentError) {
        guard draft.state != .waitingForApproval else {
            throw EnrollmentError(
                .sessionNotOpen, "the case waits for approval and cannot be changed", fault: .operator)
        }
        switch event {
        case .scanned(let text): try scan(text)
        case .cardRead(let reading): try take(reading, on: today)
        case .chipSilent(let reason): try goOnWithoutChip(reason, on: today)
        case .papersChecked(let numbers, let isChecked): try check(papers: numbers, isChecked)
        case .entered(let values): try enter(values)
        case .portraitTaken(let jpeg, let findings, let comparison):
            try take(portrait: jpeg, findings, comparison)
        case .portraitDecided(let isAccepted, let reason): try decide(portrait: isAccepted, reason)
        case .fingerCaptured(let finger, let quality, let image, let type):
            try take(finger: finger, quality, image, type)
        case .fingersChained(let last): draft.fingerChain = last
        case .fingerMissing(let finger, let reason): try miss(finger: finger, reason)
        case .consented(let language, let hasAgreed): try consent(language, hasAgreed)
        case .takenOver(let officer): draft.officer = officer
        default: return
        }
        draft.signing = nil
        draft.state = .open
    }
}
