import Logging

/// What a station asks about its records after they were delivered.
extension RecordIntake {
    package func stateChanges(of station: StationID, after change: Int) async throws -> [RecordStateChange] {
        try await storage.stateChanges(of: station, after: change, limit: RecordStateChange.mostInAnAnswer)
    }

    /// A station sends one statement a day; this many leave room for those of whoever tries it by hand.
    private static let mostStatementsADay = 100

    package func reconcile(
        _ signed: SignedStatement, number: Int, of station: StationID
    ) async throws -> Reconciliation {
        let statement = try StationStatement(parsing: signed.statement)
        guard statement.station == station, statement.number == number else {
            throw ProblemDetails.malformedRequest("The statement names another station or number than the path.")
        }
        let signer = try stations.verify(
            signed.signature, over: signed.statement, by: station, claiming: statement.time.date, at: clock())
        guard !statement.isFinal || closer != nil else {
            throw ProblemDetails.malformedRequest("This registry closes no stations.")
        }
        // A closed station may repeat the statement that closed it: the answer may have been lost.
        if try await storage.station(station)?.reason != .closed {
            try await checkRevocation(of: signer.certificate, of: station, signing: statement.time)
        }
        let outcome = try await storage.reconcile(
            statement, signed: signed, received: Timestamp(clock()), limit: Self.mostStatementsADay)
        switch outcome {
        case .reconciled(let reconciliation):
            for finding in reconciliation.findings { alarm(finding, of: station) }
            return reconciliation
        case .closed(let reconciliation, let closing):
            logger.notice(
                "A station is closed", metadata: ["station": "\(station)", "records": "\(closing.records)"])
            return Reconciliation(
                findings: reconciliation.findings, sequence: reconciliation.sequence, digest: reconciliation.digest,
                closing: try closer?(closing))
        case .barred(let revocation): throw ProblemDetails.stationRevoked(station, revocation)
        case .tooMany:
            throw ProblemDetails(
                .tooManyStatements, status: 429, title: "Too many statements",
                detail: "Station \(station) has sent \(Self.mostStatementsADay) within a day.", retryable: true)
        }
    }

    /// Keeps what came out when a record was submitted, and tells it.
    func keepFork(at sequence: Int, of station: StationID, _ detail: String) async throws {
        let fork = Discrepancy(.fork, at: sequence, detail)
        try await storage.keep(fork, of: station, found: Timestamp(clock()))
        alarm(fork, of: station)
    }

    private func alarm(_ discrepancy: Discrepancy, of station: StationID) {
        var metadata: Logger.Metadata = [
            "station": "\(station)", "kind": "\(discrepancy.kind.rawValue)", "sequence": "\(discrepancy.sequence)",
        ]
        if let trace = TraceContext.current?.traceID { metadata["trace"] = "\(trace)" }
        logger.critical("A station's records do not agree with the registry's", metadata: metadata)
    }
}
