/// A case as the transactions that change it need it.
struct CaseRow: Sendable {
    let number: Int
    let about: RecordSubject
    let contact: [UInt8]?
    let opened: Timestamp
}

/// The record by which an account is changed and an event comes about.
struct RecordSubject: Sendable {
    /// The record's number in this database.
    let record: Int
    let recordID: String
    let station: StationID
    let sequence: Int
    /// What it asks for, or what officers do without a record that asks for it.
    let action: String
    let holder: [UInt8]?
    let phone: [UInt8]?
}

extension SQLStorage {
    static func caseRow(_ number: Int, in session: any SQLSession) throws -> CaseRow? {
        try session.row(
            """
            SELECT cases.number, cases.record, cases.action, cases.holder, cases.phone, cases.contact, cases.opened,
                   records.id, records.station, records.sequence
            FROM cases JOIN records ON records.number = cases.record WHERE cases.number = ?
            """, [number]
        ).map { row in
            CaseRow(
                number: number,
                about: RecordSubject(
                    record: try row.integer("record"), recordID: try row.text("id"),
                    station: try row.station("station"), sequence: try row.integer("sequence"),
                    action: try row.text("action"), holder: try row.optionalBytes("holder"),
                    phone: try row.optionalBytes("phone")),
                contact: try row.optionalBytes("contact"), opened: try row.time("opened"))
        }
    }

    package func cases(waiting: Bool, after number: Int, limit: Int) async throws -> [Case] {
        try await database.read { session in
            try Self.cases(
                "WHERE cases.number > ? \(waiting ? "AND cases.closed IS NULL" : "") ORDER BY cases.number LIMIT ?",
                [number, limit], in: session)
        }
    }

    static func cases(_ which: String, _ arguments: [any SQLEncodable], in session: any SQLSession) throws -> [Case] {
        try session.rows(
            """
            SELECT cases.number, cases.action, cases.officer, cases.state, cases.reason, cases.opened, cases.closed,
                   records.id, records.station, records.sequence, records.digest, records.trace
            FROM cases JOIN records ON records.number = cases.record \(which)
            """, arguments
        ).map { row in
            guard let state = Case.State(rawValue: try row.text("state")) else {
                throw RegistryError(.storageFailed, "a case has a state that there is not", fault: .registry)
            }
            let number = try row.integer("number")
            return Case(
                number: number, record: try row.text("id"), station: try row.station("station"),
                sequence: try row.integer("sequence"), digest: try row.digest("digest"),
                action: try row.text("action"), officer: try row.text("officer"), state: state,
                reason: try row.optionalText("reason"), opened: try row.time("opened"),
                closed: try row.optionalTime("closed"), reasons: try reasons(of: number, in: session),
                trace: try row.optionalText("trace"))
        }
    }

    private static func reasons(of number: Int, in session: any SQLSession) throws -> [CaseReason] {
        try session.rows("SELECT code, related FROM case_reasons WHERE case_number = ? ORDER BY code", [number]).map {
            CaseReason(.init(rawValue: try $0.text("code")), related: try $0.integer("related"))
        }
    }

    package func caseFile(_ number: Int) async throws -> CaseFile? {
        try await database.read { session in
            guard let subject = try Self.cases("WHERE cases.number = ?", [number], in: session).first,
                let row = try Self.caseRow(number, in: session)
            else { return nil }
            return CaseFile(
                subject: subject, decisions: try Self.decisions(on: number, in: session),
                openings: try Self.openings(of: number, in: session),
                account: try row.about.holder.flatMap { try Self.status(of: $0, in: session) },
                findings: try session.rows(
                    "SELECT name, result, detail FROM findings WHERE record = ? ORDER BY position", [row.about.record]
                ).map {
                    Finding(
                        check: try $0.text("name"), result: try $0.text("result"), detail: try $0.text("detail"))
                })
        }
    }

    package func manifest(ofCase number: Int) async throws -> [UInt8]? {
        try await database.read { session in
            try session.row(
                """
                SELECT records.manifest FROM cases JOIN records ON records.number = cases.record
                WHERE cases.number = ?
                """, [number])?.bytes("manifest")
        }
    }

    static func decisions(on number: Int, in session: any SQLSession) throws -> [CaseDecision] {
        try session.rows(
            """
            SELECT officer, role, decision, reason, decided, signature FROM case_decisions
            WHERE case_number = ? ORDER BY number
            """, [number]
        ).map { row in
            guard let verdict = CaseDecision.Verdict(rawValue: try row.text("decision")) else {
                throw RegistryError(.storageFailed, "a decision is one that there is not", fault: .registry)
            }
            return CaseDecision(
                number: number, officer: try row.text("officer"), role: try role(row), verdict: verdict,
                reason: try row.optionalText("reason"), time: try row.time("decided"),
                signature: try row.bytes("signature"))
        }
    }

    private static func openings(of number: Int, in session: any SQLSession) throws -> [CaseOpening] {
        try session.rows(
            """
            SELECT officer, role, purpose, opened, signature FROM case_openings
            WHERE case_number = ? ORDER BY number
            """, [number]
        ).map { row in
            CaseOpening(
                number: number, officer: try row.text("officer"), role: try role(row), purpose: try row.text("purpose"),
                time: try row.time("opened"), signature: try row.bytes("signature"))
        }
    }

    static func role(_ row: SQLRow) throws -> OfficerRole {
        guard let role = OfficerRole(rawValue: try row.text("role")) else {
            throw RegistryError(.storageFailed, "a role is one that there is not", fault: .registry)
        }
        return role
    }

    package func keep(_ opening: CaseOpening) async throws {
        try await database.write { session in
            guard try session.exists("SELECT 1 FROM cases WHERE number = ?", [opening.number]) else {
                throw CaseRefusal(.caseUnknown, "there is no case \(opening.number)")
            }
            try session.execute(
                """
                INSERT INTO case_openings (case_number, officer, role, purpose, opened, signature)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                [
                    opening.number, opening.officer, opening.role.rawValue, opening.purpose, opening.time,
                    opening.signature,
                ])
        }
    }
}
