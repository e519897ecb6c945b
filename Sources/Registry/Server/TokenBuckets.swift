/// A bucket of tokens for each of many keys: some may be taken at once, and then one after each pause.
///
/// Bounded: a bucket that is full again is forgotten, and where there is no room for one more, a key that is not known gets
/// no token.
struct TokenBuckets<Key: Hashable & Sendable>: Sendable {
    private struct Bucket {
        var left: Double
        var seen: Int
    }

    /// Tokens of a full bucket.
    let atOnce: Int
    /// Milliseconds after which one comes back.
    let pause: Double
    let mostKeys: Int
    private var buckets: [Key: Bucket] = [:]
    private var swept = Int.min

    init(atOnce: Int, pause: Double, mostKeys: Int) {
        self.atOnce = atOnce
        self.pause = pause
        self.mostKeys = mostKeys
    }

    /// Keys that are remembered.
    var count: Int { buckets.count }

    /// Takes a token: nil where there was one, else the milliseconds until there is. A clock that goes back gives nothing.
    mutating func take(_ key: Key, at now: Int) -> Int? {
        if buckets[key] == nil, buckets.count >= mostKeys {
            sweep(at: now)
            guard buckets.count < mostKeys else { return Int(pause.rounded(.up)) }
        }
        var bucket = refilled(buckets[key] ?? Bucket(left: Double(atOnce), seen: now), at: now)
        defer { buckets[key] = bucket }
        guard bucket.left >= 1 else { return Int(((1 - bucket.left) * pause).rounded(.up)) }
        bucket.left -= 1
        return nil
    }

    private func refilled(_ bucket: Bucket, at now: Int) -> Bucket {
        let (passed, overflows) = now.subtractingReportingOverflow(bucket.seen)
        guard !overflows, passed > 0 else { return bucket }
        return Bucket(left: min(Double(atOnce), bucket.left + Double(passed) / pause), seen: now)
    }

    /// Forgets who could take as much as anybody new; at most once in a second.
    private mutating func sweep(at now: Int) {
        let (passed, overflows) = now.subtractingReportingOverflow(swept)
        guard overflows || passed >= 1000 else { return }
        swept = now
        buckets = buckets.filter { refilled($0.value, at: now).left < Double(atOnce) }
    }
}
