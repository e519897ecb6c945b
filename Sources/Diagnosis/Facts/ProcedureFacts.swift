/// The procedures that an officer can begin.
package enum ProcedureFacts: CheckedFacts, Hashable {
    /// A kiosk enrolls nobody.
    case notNeeded
    /// - bundle: the number of the installed bundle; nil for the folder's own files.
    /// - faulty: the ids of those that have findings.
    case there(bundle: Int?, count: Int, faulty: [String])

    package var check: StationCheck {
        switch self {
        case .notNeeded: return StationCheck(.proceduresNotNeeded)
        case .there(let bundle, let count, let faulty):
            var values: [String: CheckValue] = ["count": .number(count)]
            if let bundle { values["bundle"] = .number(bundle) }
            guard count > 0 else { return StationCheck(.proceduresNone) }
            guard faulty.isEmpty else {
                values["faulty"] = .number(faulty.count)
                values["detail"] = .text(faulty.joined(separator: ", "))
                return StationCheck(.proceduresFaulty, values)
            }
            return StationCheck(bundle == nil ? .proceduresOwn : .proceduresBundle, values)
        }
    }
}
