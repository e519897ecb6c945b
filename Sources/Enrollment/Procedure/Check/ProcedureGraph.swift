/// A procedure's steps and the ways between them, for the proofs of ``ProcedureCheck``. Ways to steps that are not there
/// are left out.
struct ProcedureGraph: Sendable {
    let start: String
    let steps: [String: Procedure.Step]

    init(_ procedure: Procedure) {
        start = procedure.start
        steps = procedure.steps
    }

    /// Where a step leads, each place once, in the file's order.
    func followers(of name: String) -> [String] {
        var seen: Set<String> = []
        return (steps[name]?.next ?? []).map(\.go).filter {
            ($0 == Procedure.sealed || steps[$0] != nil) && seen.insert($0).inserted
        }
    }

    /// The shortest way from a step to a place, both included, that passes no step that `isClosed` names; nil: there is
    /// none.
    func way(from first: String, to last: String, without isClosed: (Procedure.Step) -> Bool) -> [String]? {
        guard let step = steps[first], !isClosed(step) else { return nil }
        var before: [String: String] = [:]
        var (seen, waiting, index) = (Set([first]), [first], 0)
        while index < waiting.count, !seen.contains(last) {
            let name = waiting[index]
            index += 1
            for next in followers(of: name) where !seen.contains(next) {
                if let step = steps[next], isClosed(step) { continue }
                seen.insert(next)
                before[next] = name
                waiting.append(next)
            }
        }
        guard seen.contains(last) else { return nil }
        var way = [last]
        while let name = way.first, let previous = before[name] { way.insert(previous, at: 0) }
        return way
    }

    /// The steps that a case can come to.
    var reachable: [String] { steps.keys.sorted().filter { way(from: start, to: $0, without: { _ in false }) != nil } }

    /// Unreachable steps, dead ends, loops without an end.
    func shape() -> [ProcedureFinding] {
        let reachable = reachable
        let unreachable = steps.keys.sorted().filter { !reachable.contains($0) }
        var found = unreachable.map { ProcedureFinding(.unreachableStep, "steps.\($0)", "no way leads here") }
        let dead = reachable.filter { way(from: $0, to: Procedure.sealed, without: { _ in false }) == nil }
        found += dead.map {
            ProcedureFinding(.deadEnd, "steps.\($0)", "no way leads from here to “\(Procedure.sealed)”")
        }
        return found + endlessLoops(of: reachable.filter { !dead.contains($0) })
    }

    /// With what was found out as it is, every step has one way on: a loop in these ways ends only where one of its own
    /// steps can find out something else.
    private func endlessLoops(of names: [String]) -> [ProcedureFinding] {
        var found: [Set<String>: ProcedureFinding] = [:]
        for facts in Self.combinations {
            var done: Set<String> = []
            for first in names {
                var (way, places, name) = ([String](), [String: Int](), first)
                while !done.contains(name), let step = steps[name] {
                    if let beginning = places[name] {
                        let loop = Array(way[beginning...])
                        found[Set(loop)] = finding(onLoop: loop)
                        break
                    }
                    places[name] = way.count
                    way.append(name)
                    name = step.next.first { $0.when.map(facts.contains) ?? true }?.go ?? Procedure.sealed
                }
                done.formUnion(way)
            }
        }
        return found.values.sorted { $0.place < $1.place }
    }

    private func finding(onLoop loop: [String]) -> ProcedureFinding? {
        let asked = Set(loop.flatMap { steps[$0]?.next.compactMap(\.when) ?? [] })
        let isToldHere = asked.contains { condition in loop.contains { steps[$0]?.tells(condition) == true } }
        guard !isToldHere, let least = loop.min() else { return nil }
        return ProcedureFinding(
            .endlessLoop, "steps.\(least).next", "nothing in this loop can end it: \(Self.shown(loop + loop.prefix(1)))"
        )
    }

    /// Everything that can have been found out: a chip cannot be verified and silent.
    private static let combinations: [Set<Procedure.Condition>] = {
        let all = Procedure.Condition.allCases
        return (0..<1 << all.count).map { bits in
            Set(all.enumerated().filter { bits >> $0.offset & 1 == 1 }.map(\.element))
        }.filter { !$0.isSuperset(of: [.chipVerified, .chipSilent]) }
    }()
}
