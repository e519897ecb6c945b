/// What must come after what.
extension ProcedureGraph {
    /// Steps that come twice, or on the wrong side of the officer's signature.
    func order() -> [ProcedureFinding] {
        let reachable = reachable
        return twice(reachable) + afterSignature(reachable) + earlyApprovals(reachable)
    }

    /// A record has one card and one set of papers a person, one portrait, one set of fingers, one consent.
    private func twice(_ names: [String]) -> [ProcedureFinding] {
        names.compactMap { name in
            guard let step = steps[name] else { return nil }
            let first = names.first { other in
                guard other != name, let one = steps[other], one.kind == step.kind else { return false }
                let isSame =
                    switch step.kind {
                    case .card, .papers: one.person == step.person
                    case .portrait, .fingerprints, .consent: true
                    case .fields, .signature, .approval: false
                    }
                return isSame && way(from: other, to: name, without: { _ in false }) != nil
            }
            return first.map {
                ProcedureFinding(
                    .stepTwice, "steps.\(name)", "a way comes here that has passed “\($0)”, of the same kind")
            }
        }
    }

    /// The record is sealed as soon as it is signed, or approved where it has to be.
    private func afterSignature(_ names: [String]) -> [ProcedureFinding] {
        names.flatMap { name in
            followers(of: name).filter { next in
                switch (steps[name]?.kind, steps[next]?.kind) {
                case (_, nil), (.signature, .approval): false
                case (.signature, _), (.approval, _): true
                default: false
                }
            }.map {
                ProcedureFinding(.afterSignature, "steps.\(name).next", "“\($0)” comes after everything was signed")
            }
        }
    }

    private func earlyApprovals(_ names: [String]) -> [ProcedureFinding] {
        names.filter { steps[$0]?.kind == .approval }.compactMap { name in
            way(from: start, to: name, without: { $0.kind == .signature }).map {
                ProcedureFinding(
                    .approvalTooEarly, "steps.\(name)", "nothing was signed on this way: \(Self.shown($0))")
            }
        }
    }
}
