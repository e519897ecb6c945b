import Enrollment
import Registry
import StationWeb

/// What the citizen takes home, made before the record is sealed: afterwards nobody here can read it.
struct CounterSlip {
    let view: CounterView.Slip

    /// - Parameter sequence: the record's number at this station; nil while it waits for approval.
    init(_ session: EnrollmentSession, station: StationID, sequence: Int?, at now: Timestamp) {
        let (procedure, draft) = (session.procedure, session.draft)
        var collected: [[String: String]] = []
        if session.documents[PersonClaims.holder] != nil { collected.append(CounterTexts.collectedChip) }
        collected += procedure.fieldOrder.filter { draft.entry[$0] != nil }.compactMap { procedure.fields[$0]?.label }
        if draft.portrait?.isAccepted == true { collected.append(CounterTexts.collectedPortrait) }
        let fingers = draft.fingers.values.filter { $0.quality != nil }.count
        if fingers > 0 { collected.append(CounterTexts.collectedFingers(fingers)) }
        view = CounterView.Slip(
            record: draft.id.text, sequence: sequence ?? 0, time: "\(now)", station: station.text,
            title: procedure.title, holder: session.documents[PersonClaims.holder]?.name ?? draft.entry["fullName"],
            lines: procedure.slip.lines, collected: collected,
            consent: CounterTexts.consent(procedure.consent.id, procedure.consent.version),
            contact: procedure.slip.contact)
    }
}
