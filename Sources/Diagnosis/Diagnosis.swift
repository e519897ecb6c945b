import Synchronization

/// Looks at everything of a station at once, each thing for a bounded time.
///
/// Kept by a program that looks again and again: a look that hangs is not begun a second time before it has ended.
package final class Diagnosis: Sendable {
    private let looks: @Sendable () -> [Look]
    private let longest: Duration?
    private let underWay = Mutex<Set<CheckID>>([])
    private let running = Mutex<Task<[StationCheck], Never>?>(nil)

    /// - Parameters:
    ///   - longest: the longest that any look may take, where somebody waits before a page.
    ///   - looks: asked for at every diagnosis.
    package init(longest: Duration? = nil, _ looks: @escaping @Sendable () -> [Look]) {
        self.longest = longest
        self.looks = looks
    }

    /// What was found, in the order of ``CheckID``. Never throws: what cannot be looked at says so. Who asks while a diagnosis
    /// is under way gets what that one finds.
    package func checks() async -> [StationCheck] {
        let task = running.withLock { running in
            let task = running ?? Task { await self.lookAtAll() }
            running = task
            return task
        }
        let checks = await task.value
        running.withLock { if $0 == task { $0 = nil } }
        return checks
    }

    private func lookAtAll() async -> [StationCheck] {
        let checks = await withTaskGroup(of: StationCheck.self) { group in
            for look in looks() { group.addTask { await self.check(look) } }
            var checks: [StationCheck] = []
            for await check in group { checks.append(check) }
            return checks
        }
        let order = Dictionary(uniqueKeysWithValues: CheckID.allCases.enumerated().map { ($1, $0) })
        return checks.sorted { (order[$0.id] ?? 0) < (order[$1.id] ?? 0) }
    }

    private func check(_ look: Look) async -> StationCheck {
        let limit = longest.map { min($0, look.limit) } ?? look.limit
        let late = StationCheck(look.id, .unknownNotInTime, ["seconds": .number(Int(limit.components.seconds))])
        guard underWay.withLock({ $0.insert(look.id).inserted }) else { return late }
        do {
            return try await TimeLimit.run(limit) { [self] in
                defer { underWay.withLock { _ = $0.remove(look.id) } }
                return try await look.look()
            }
        } catch is TimeLimit.Passed {
            return late
        } catch LookFailure.after(let other) {
            return StationCheck(look.id, .unknownAfterAnother, ["check": .code(other.rawValue)])
        } catch LookFailure.notPossible(let why) {
            return StationCheck(look.id, .unknownNotPossible, ["detail": .text(why)])
        } catch { return StationCheck(look.id, .unknownNotPossible, ["detail": .text("\(error)")]) }
    }
}

extension [StationCheck] {
    /// The worst of all; `fine` where there is none.
    package var worst: CheckState { map(\.state).max() ?? .fine }
}
