extension RecordIntake {
    private static let day = 86_400_000

    /// Checks that the receipt which the record names as the station's newest is one of this registry's for that station,
    /// and not too old when the record was signed: nobody can have made the chip's proof long before.
    ///
    /// A station that has never seen a receipt names none, as long as its first one is not too old: it may be offline
    /// while others wait to be sent.
    func examineFreshness(of manifest: RecordManifest, into verdict: inout RecordExamination.Verdict) async throws {
        guard let claims = verdict.claims else { return }
        let signed = claims.time.upperBound.milliseconds
        let oldest = Timestamp(milliseconds: max(0, signed - policy.freshnessDays * Self.day)) ?? claims.time.lowerBound
        let age = try await storage.receiptAge(claims.freshness, of: manifest.station, since: oldest)
        guard claims.freshness != .none else {
            guard age.first.map({ $0 >= oldest }) ?? true else {
                verdict.fail(
                    "freshness", .freshness("The record names no receipt, and the station has had some for long."))
                return
            }
            verdict.pass("freshness", "The station had no receipt yet.")
            return
        }
        guard let given = age.given else {
            verdict.fail(
                "freshness",
                .freshness(
                    "The receipt that it names is none of this station's from the last \(policy.freshnessDays) days."))
            return
        }
        verdict.pass("freshness", "The record was made after the receipt of \(given).")
    }
}

extension ProblemDetails {
    fileprivate static func freshness(_ detail: String) -> ProblemDetails {
        ProblemDetails(
            .notFresh, status: 422, title: "Nothing shows that the record was made when it says", detail: detail)
    }
}
