/// How often a station may ask about accounts: some at once, and then as often as a busy counter enrolls. Whoever holds
/// a station's key could otherwise find out who has an account, number by number.
actor InquiryLimit {
    private var buckets = TokenBuckets<StationID>(atOnce: 30, pause: 20_000, mostKeys: 100_000)

    /// Whether one more inquiry is allowed now, which then counts. A clock that goes back gives nothing.
    func allows(_ station: StationID, at now: Timestamp) -> Bool {
        buckets.take(station, at: now.milliseconds) == nil
    }
}
