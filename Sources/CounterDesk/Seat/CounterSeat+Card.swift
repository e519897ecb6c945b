import DocumentPKI
import Enrollment
import LDS
import Logging
import Registry
import StationWeb

extension CounterSeat {
    func card(_ action: CounterAction) async throws {
        switch action.name {
        case .scan:
            let text = try text(action, "text")
            // What is none of a card's texts is refused here, before it is kept.
            _ = try ScannedText(parsing: text)
            _ = try handle(.scanned(text))
        case .chipSilent:
            _ = try handle(.chipSilent(reason: text(action, "reason")))
            try note("chip-silent", subject: work?.session.draft.id.text)
        default: try await read(action)
        }
    }

    private func read(_ action: CounterAction) async throws {
        guard let person = work?.session.person else { throw DeskFailure(code: "session-not-open") }
        let scanned = try scanned(of: person)
        var keys = scanned?.accessKeys ?? []
        if let can = action.text("can"), !can.isEmpty {
            keys = try ScannedText(parsing: can).accessKeys
        }
        guard !keys.isEmpty else { throw DeskFailure(code: "password-needed") }
        work?.reports[person] = nil
        if let trace = work?.session.beginReading() {
            equipment.logger.notice("A card's reading begins", metadata: ["trace": "\(trace.traceID)"])
        }
        let (reading, report) = try await equipment.cards.read(keys, scanned: scanned) { [tell] in tell($0) }
        work?.reports[person] = report
        if let code = await code(of: reading.report.verdict) { throw DeskFailure(code) }
        _ = try handle(.cardRead(reading))
        try note("card-read", subject: work?.session.draft.id.text)
        await lookForDuplicates()
    }

    /// The page's code of a verdict that is no yes. An issuer that nobody vouches for is another matter where what the
    /// station trusts has run out.
    private func code(of verdict: DocumentPKI.Verdict) async -> FailureCode? {
        switch verdict {
        case .valid: return nil
        case .invalid: return .notGenuine
        case .noTrustAnchor: return await isTrustOld() ? .trustTooOld : .noTrustAnchor
        case .notAccepted: return .notAccepted
        case .incomplete: return .checkIncomplete
        }
    }

    /// Whether a bundle or a list that the trust rests on has expired, or is old.
    func isTrustOld() async -> Bool {
        guard let contents = try? equipment.folder.trustFolder.contents() else { return false }
        let old: Set<String> = ["bundle-expired", "source-old"]
        return TrustStatus(contents, at: equipment.clock()).warnings.contains { old.contains($0.code) }
    }

    func scanned(of person: String) throws -> ScannedText? {
        try work?.session.draft.persons[person]?.scanned.map { try ScannedText(parsing: $0) }
    }

    /// Asks the store here and, in the background, the registry: a slow line holds nobody up.
    func lookForDuplicates() async {
        guard let work, let document = work.session.documents[PersonClaims.holder] else { return }
        let number = document.nationalData?.text(.personalNumber) ?? document.mrz.documentNumber
        var found: [CounterView.Duplicate] = []
        if (try? equipment.store.isWaiting(
            number, in: work.session.procedure.id, hashedBy: equipment.sealer)) == true
        {
            found.append(CounterView.Duplicate(code: "already-waiting", text: CounterTexts.alreadyWaiting))
        }
        self.work?.duplicates = found
        let (id, phone, registry) = (work.session.draft.id, work.session.draft.entry["phone"], equipment.registry)
        let station = equipment.folder.station
        Task {
            guard let inquiry = try? await registry.inquire(personalNumber: number, phone: phone, of: station) else {
                return
            }
            self.told(inquiry, of: id)
        }
    }

    private func told(_ inquiry: AccountInquiry, of id: RecordID) {
        guard let session = work?.session, session.draft.id == id else { return }
        var found = work?.duplicates.filter { $0.code == "already-waiting" } ?? []
        if inquiry.account, session.procedure.action == .openAccount {
            found.append(CounterView.Duplicate(code: "account-exists", text: CounterTexts.accountExists))
        }
        if inquiry.phoneInUse {
            found.append(CounterView.Duplicate(code: "phone-in-use", text: CounterTexts.phoneInUse))
        }
        work?.duplicates = found
        tell(DeskEvent("view", ""))
    }
}
