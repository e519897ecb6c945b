package import Registry

/// Whether the station's records agreed with the registry's when they were last compared.
package enum RecordFacts: CheckedFacts, Hashable {
    case notCompared
    /// - worst: nil where they agreed.
    case compared(at: Timestamp, worst: Discrepancy.Kind?)

    package var check: StationCheck {
        guard case .compared(let moment, let worst) = self else { return StationCheck(.recordsNotCompared) }
        let values: [String: CheckValue] = ["moment": .moment(moment)]
        return switch worst {
        case nil: StationCheck(.recordsAgreed, values)
        case .gap?: StationCheck(.recordsLost, values)
        case .fork?: StationCheck(.recordsForked, values)
        case .rollback?: StationCheck(.recordsSetBack, values)
        case .some: StationCheck(.recordsDiffer, values)
        }
    }
}
