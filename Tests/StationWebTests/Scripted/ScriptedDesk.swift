import StationWeb

/// A desk that answers what a test wants, in the place of reader and card.
struct ScriptedDesk: CardDesk {
    var failure: DeskFailure?
    /// How long a read takes.
    var delay = Duration.zero

    func events() -> AsyncStream<DeskEvent> {
        AsyncStream { continuation in
            continuation.yield(DeskEvent("reader-arrived", "a reader"))
            continuation.yield(DeskEvent("card-inserted", "a reader"))
        }
    }

    func read(can: String, progress: @escaping @Sendable (DeskEvent) -> Void) async throws -> DeskReport {
        progress(DeskEvent("progress", "EF.DG2", percent: 50))
        try await Task.sleep(for: delay)
        if let failure { throw failure }
        return DeskReport(
            verdict: "valid", isChipProven: true, sentences: ["en": "All is well.", "vi": "Tốt."],
            checks: [DeskReport.Check(result: "passed", sentences: ["en": "All is well.", "vi": "Tốt."])],
            fullName: "Nguyễn Thị <b>Thử</b>", personalNumber: "001199000001", documentNumber: "199000001",
            dateOfBirth: "02/09/1999", portrait: nil, milliseconds: 1)
    }
}
