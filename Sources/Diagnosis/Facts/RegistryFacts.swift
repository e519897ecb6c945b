package import Registry

/// What became of asking the registry how it is.
package enum RegistryFacts: CheckedFacts, Hashable {
    /// - time: what it says that the time is.
    case answered(milliseconds: Int, time: Timestamp?)
    /// No answer of a registry: name service, connection, TLS and certificates apart from each other.
    case unreachable(Unreachable)
    /// The registry answered, and refuses this station.
    case refused(code: String)

    /// The registry's time, where it told one.
    package var time: Timestamp? {
        guard case .answered(_, let time) = self else { return nil }
        return time
    }

    package var check: StationCheck {
        switch self {
        case .answered(let milliseconds, _): StationCheck(.registryAnswers, ["milliseconds": .number(milliseconds)])
        case .refused(let code): StationCheck(.registryRefuses, ["code": .code(code)], failure: code)
        case .unreachable(let failure):
            StationCheck(
                failure.retryable ? .registryOffline : .registryRefuses,
                ["code": .code(failure.reason.rawValue), "detail": .text(failure.detail)],
                failure: failure.reason.rawValue)
        }
    }
}
