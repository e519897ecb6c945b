/// Officers, audit and accounts: what a station asks besides delivering records.
extension RecordIntake {
    package func roster() async throws -> [UInt8] {
        guard let roster = try await rosters?.current(at: Timestamp(clock())) else {
            throw ProblemDetails(
                .noRoster, status: 404, title: "There is no roster",
                detail: "The registry has admitted no officers yet.")
        }
        return roster
    }

    package func auditHead(of station: StationID) async throws -> AuditHead {
        try await storage.auditHead(of: station)
    }

    package func auditEntries(from number: Int, of station: StationID) async throws -> [AuditEntry] {
        let stored = try await storage.auditEntries(
            of: station, after: max(0, number - 1), limit: AuditEntry.mostInABatch)
        guard !stored.isEmpty else {
            throw ProblemDetails(
                .notFound, status: 404, title: "There is no such audit entry",
                detail: "Station \(station) has sent none of number \(number).")
        }
        return try stored.map { try AuditEntry(parsing: $0.bytes) }
    }

    package func append(audit entries: [AuditEntry], of station: StationID) async throws -> AuditHead {
        guard (1...AuditEntry.mostInABatch).contains(entries.count), entries.allSatisfy({ $0.station == station })
        else {
            throw ProblemDetails.malformedRequest(
                "1 to \(AuditEntry.mostInABatch) entries of station \(station) are expected.")
        }
        switch try await storage.append(audit: entries, of: station, received: Timestamp(clock())) {
        case .appended(let head): return head
        case .gap(let head):
            throw ProblemDetails(
                .auditGap, status: 409, title: "Audit entries before these are missing",
                detail: "The next number of station \(station) is \(head.number + 1).", retryable: true)
        case .forked(let number):
            throw ProblemDetails(
                .auditForked, status: 409, title: "The audit log was changed",
                detail: "The registry holds another entry \(number) of station \(station), or another one before it.")
        }
    }

    package func inquire(
        personalNumber: String, phone: String?, of station: StationID
    ) async throws -> AccountInquiry {
        guard await inquiries.allows(station, at: Timestamp(clock())) else {
            throw ProblemDetails(
                .tooManyInquiries, status: 429, title: "Too many questions about accounts",
                detail: "Station \(station) has asked more often than a counter enrolls.", retryable: true)
        }
        let question = try AccountQuestion(personalNumber: personalNumber, phone: phone)
        guard let accounts else { return AccountInquiry(account: false, phoneInUse: false) }
        return try await storage.accounts(of: accounts.hashes(of: question.facts))
    }
}
