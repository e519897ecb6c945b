/// How often a station may ask about accounts: some at once, and then as often as a busy counter enrolls. Whoever holds
/// a station's key could otherwise find out who has an account, number by number.
actor InquiryLimit {
    private struct Bucket {
        var left: Double
        var seen: Timestamp
    }

    private static let atOnce = 30.0
    /// In milliseconds.
    private static let pause = 20_000.0

    private var buckets: [StationID: Bucket] = [:]

    /// Whether one more inquiry is allowed now, which then counts. A clock that goes back gives nothing.
    func allows(_ station: StationID, at now: Timestamp) -> Bool {
        var bucket = buckets[station] ?? Bucket(left: Self.atOnce, seen: now)
        let passed = Double(max(0, now.milliseconds - bucket.seen.milliseconds))
        bucket.left = min(Self.atOnce, bucket.left + passed / Self.pause)
        bucket.seen = max(bucket.seen, now)
        let isAllowed = bucket.left >= 1
        if isAllowed { bucket.left -= 1 }
        buckets[station] = bucket
        return isAllowed
    }
}
