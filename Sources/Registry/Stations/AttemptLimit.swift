/// How often codes may be wrong: a few times from one address, and some hundred times from all of them, in an hour.
///
/// A code has 80 random bits, so guessing is hopeless anyway; the limit keeps guessers from being a load, and shows them in
/// the log. It is this process's own and forgets with it.
actor AttemptLimit {
    private let fromOne: Int
    private let fromAll: Int
    private let clock: @Sendable () -> ContinuousClock.Instant

    private var began: ContinuousClock.Instant?
    private var wrong: [String: Int] = [:]
    private var total = 0

    init(
        fromOne: Int = 10, fromAll: Int = 500,
        clock: @escaping @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now }
    ) {
        self.fromOne = fromOne
        self.fromAll = fromAll
        self.clock = clock
    }

    /// Whether this address may try; a wrong code is told to ``countWrong(_:)``.
    func allows(_ peer: String?) -> Bool {
        begin()
        return total < fromAll && wrong[peer ?? "", default: 0] < fromOne
    }

    func countWrong(_ peer: String?) {
        begin()
        total += 1
        wrong[peer ?? "", default: 0] += 1
    }

    /// Begins a new hour where the last one is over. The list cannot grow beyond `fromAll`.
    private func begin() {
        let now = clock()
        if let began, now - began < .seconds(3600) { return }
        began = now
        wrong = [:]
        total = 0
    }
}
