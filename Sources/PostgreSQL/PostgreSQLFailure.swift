import Registry

/// What a server, or the way to it, answers instead of a result. Only SQLSTATE is kept: texts can quote values.
struct PostgreSQLFailure: Error, Hashable {
    /// Five characters (PostgreSQL's documentation, appendix A); `08006` where the connection is lost without any.
    let state: String
    /// Whether the connection can be used on.
    let isConnectionUsable: Bool
    /// Whether this came in the place of the answer to a commit, so that nobody knows whether the transaction counts.
    var isOutcomeUnknown = false

    /// The connection was lost, or never was.
    static let lost = PostgreSQLFailure(state: "08006", isConnectionUsable: false)

    /// A commit was sent, and its answer did not come or means nothing. The transaction is not run again here; but whoever
    /// sent the record may send it again, for the registry looks first whether it holds what it is sent.
    static let unknownOutcome = PostgreSQLFailure(state: "08007", isConnectionUsable: false, isOutcomeUnknown: true)

    /// Two transactions were in each other's way: the same again succeeds.
    var isConflict: Bool { state == "40001" || state == "40P01" }

    /// The server goes, comes, or takes no writes any more: another connection leads to one that does.
    var isServerGone: Bool {
        !isConnectionUsable || state.hasPrefix("08") || ["25006", "57P01", "57P02", "57P03", "57P05"].contains(state)
    }

    /// Whether the transaction did not count for a reason that goes away, so that it can be run again.
    var isWorthAnotherAttempt: Bool { !isOutcomeUnknown && (isConflict || isServerGone) }

    /// What the registry says of it.
    var error: RegistryError {
        if isOutcomeUnknown {
            return RegistryError(
                .storageUnavailable, "the registry's database did not say whether it stored", fault: .registry)
        }
        if isServerGone {
            return RegistryError(
                .storageUnavailable, "the registry's database cannot be reached (SQLSTATE \(state))", fault: .registry)
        }
        // A wait for a lock or a standby, which was ended: no statement of this transaction was wrong.
        if ["57014", "55P03", "25P03"].contains(state) {
            return RegistryError(
                .storageUnavailable, "the registry's database took too long (SQLSTATE \(state))", fault: .registry)
        }
        let reason = state == "53100" ? "the registry's disk is full" : "the registry's database failed"
        return RegistryError(.storageFailed, "\(reason) (SQLSTATE \(state))", fault: .registry)
    }
}
