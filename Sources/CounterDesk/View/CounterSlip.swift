import Enrollment
import LDS
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
            record: draft.id.text, sequence: sequence, time: "\(now)", station: station.text,
            title: procedure.title, holder: session.documents[PersonClaims.holder]?.name ?? Self.printedName(in: draft),
            lines: procedure.slip.lines, collected: collected,
            consent: CounterTexts.consent(procedure.consent.id, procedure.consent.version),
            contact: procedure.slip.contact)
    }

    /// The name that a scanner read from the card, where its chip is silent.
    private static func printedName(in draft: Draft) -> String? {
        switch draft.persons[PersonClaims.holder]?.scanned.flatMap({ try? ScannedText(parsing: $0) }) {
        case .qrCode(let code)?: code.fullName
        case .mrz(let zone)?: zone.name
        default: nil
        }
    }
}
