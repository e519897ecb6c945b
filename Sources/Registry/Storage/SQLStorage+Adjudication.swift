extension SQLStorage {
    /// Makes a record's case, in the transaction that accepts it: approved by the rule, or waiting with its reasons.
    ///
    /// Two records of one citizen, or of one phone number, cannot overtake each other: the lock of events is held from here
    /// to the end of the transaction.
    static func adjudicate(
        _ brought: Adjudication, of record: JudgedRecord, number: Int, in session: any SQLSession
    ) throws {
        try session.lock(.events)
        let status = try brought.account.flatMap { try Self.status(of: $0.holder, in: session) }
        let sharing = try brought.account.map { try Self.sharing($0, in: session) } ?? 0
        let isClosed = try brought.account.map { try Self.isClosedByOfficers($0.holder, in: session) } ?? false
        let reasons = brought.reasons(status, sharing: sharing, isClosedByOfficers: isClosed)
        let time = record.received
        let subject = try insert(brought, record: number, at: time, in: session)
        for reason in reasons {
            try session.execute(
                "INSERT INTO case_reasons (case_number, code, related) VALUES (?, ?, ?)",
                [subject.number, reason.code.rawValue, reason.related])
        }
        try setState(.matched, of: number, reason: reasons.first?.code.rawValue, at: time, in: session)
        guard !reasons.isEmpty else {
            try close(subject, as: .approved, reason: nil, at: time, in: session)
            return
        }
        try append("record-queued", of: subject.about, reasons: reasons.map(\.code.rawValue), at: time, in: session)
        // One that officers closed stays so until officers open it.
        if !isClosed, let action = brought.action, let step = AccountMachine.request(action, status) {
            try move(step, action, by: subject.about, at: time, in: session)
        }
    }

    private static func insert(
        _ brought: Adjudication, record: Int, at time: Timestamp, in session: any SQLSession
    ) throws -> CaseRow {
        let row = try session.row(
            """
            INSERT INTO cases (record, action, officer, holder, phone, contact, state, opened)
            VALUES (?, ?, ?, ?, ?, ?, 'open', ?) RETURNING number
            """,
            [
                record, brought.actionName, brought.officer, brought.account?.holder, brought.account?.phone,
                brought.contact, time,
            ])
        guard let number = try row?.integer("number"), let subject = try caseRow(number, in: session) else {
            throw RegistryError(.storageFailed, "the registry's database gave a case no number", fault: .registry)
        }
        return subject
    }

    package func decide(_ decision: CaseDecision, policy: AdjudicationPolicy) async throws -> Case.State {
        try await database.write { session in
            // The station's lock first, as where records are appended: two that wait for each other would wait for ever.
            if let station = try Self.caseRow(decision.number, in: session)?.about.station {
                try session.lock(.station(station))
            }
            try session.lock(.events)
            guard let row = try Self.caseRow(decision.number, in: session),
                let subject = try Self.cases("WHERE cases.number = ?", [decision.number], in: session).first
            else { throw CaseRefusal(.caseUnknown, "there is no case \(decision.number)") }
            let earlier = try Self.decisions(on: decision.number, in: session)
            let state = try CaseRules.state(of: subject, after: earlier, decision, policy: policy)
            // Also the first of two learns that it cannot be.
            if decision.verdict == .approve { _ = try Self.approval(of: row, in: session) }
            try session.execute(
                """
                INSERT INTO case_decisions (case_number, officer, role, decision, reason, decided, signature)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    decision.number, decision.officer, decision.role.rawValue, decision.verdict.rawValue,
                    decision.reason, decision.time, decision.signature,
                ])
            if state == .escalated {
                try session.execute("UPDATE cases SET state = 'escalated' WHERE number = ?", [decision.number])
                try Self.append("case-escalated", of: row.about, at: decision.time, in: session)
            } else if state.isClosed {
                try Self.close(row, as: state, reason: decision.reason, at: decision.time, in: session)
            }
            return state
        }
    }

    /// What an approval does to the account.
    private static func approval(of subject: CaseRow, in session: any SQLSession) throws -> AccountMachine.Step? {
        guard let action = AccountAction(rawValue: subject.about.action), let holder = subject.about.holder else {
            return nil
        }
        let status = try status(of: holder, in: session)
        do throws(AccountRefusal) { return try AccountMachine.approve(action, status) } catch {
            throw CaseRefusal(
                .init(rawValue: error.rawValue),
                "the account cannot do what the record asks (\(error.rawValue)): reject it or ask for a correction")
        }
    }

    /// Ends a case: account, record's state, events and message in one transaction.
    private static func close(
        _ subject: CaseRow, as state: Case.State, reason: String?, at time: Timestamp, in session: any SQLSession
    ) throws {
        let action = AccountAction(rawValue: subject.about.action)
        let step: AccountMachine.Step?
        if state == .approved {
            step = try approval(of: subject, in: session)
        } else {
            step = try action.flatMap { action in
                AccountMachine.withdraw(action, try subject.about.holder.flatMap { try status(of: $0, in: session) })
            }
        }
        // Another record that asked for the same account may still wait: it is that one's then.
        if let action, let step, try state == .approved || !isRequestedElsewhere(subject, in: session) {
            try move(step, action, by: subject.about, at: time, in: session)
        }
        try session.execute(
            "UPDATE cases SET state = ?, reason = ?, closed = ?, contact = NULL WHERE number = ?",
            [state.rawValue, reason, max(subject.opened, time), subject.number])
        let kind = "record-\(state.rawValue)"
        let event = try append(
            kind, of: subject.about, reasons: reason.map { [$0] } ?? [], at: time, in: session)
        if let contact = subject.contact {
            try session.execute(
                "INSERT INTO notifications (event, contact, state, attempts, due) VALUES (?, ?, 'waiting', 0, ?)",
                [event, contact, time])
        }
        try setState(
            RecordState(rawValue: state.rawValue), of: subject.about.record, reason: reason, at: time, in: session)
    }

    private static func isRequestedElsewhere(_ subject: CaseRow, in session: any SQLSession) throws -> Bool {
        try session.exists(
            """
            SELECT 1 FROM cases WHERE holder = ? AND action = 'open-account' AND closed IS NULL AND number <> ?
            """, [subject.about.holder, subject.number])
    }
}
