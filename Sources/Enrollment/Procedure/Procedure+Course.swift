extension Procedure {
    /// The next step's name, or ``sealed``: the first way on that is open. A name that is no step leads to `start`, so that
    /// nothing is ever sealed by a mistake.
    package func step(after name: String, facts: Set<Condition>) -> String {
        guard let step = steps[name] else { return start }
        return step.next.first { $0.isOpen(facts) }?.go ?? name
    }

    /// The steps from `start` to the last before ``sealed``, for the list of what is to come. Where the way goes back to a step
    /// that is in the list already, it ends: what comes after is not known before something else is found out.
    package func path(facts: Set<Condition>) -> [String] {
        var path: [String] = []
        var name = start
        while let step = steps[name] {
            path.append(name)
            guard let way = step.next.first(where: { $0.isOpen(facts) }), !path.contains(way.go) else { break }
            name = way.go
        }
        return path
    }
}

extension Procedure.Transition {
    fileprivate func isOpen(_ facts: Set<Procedure.Condition>) -> Bool { when.map { facts.contains($0) } ?? true }
}
