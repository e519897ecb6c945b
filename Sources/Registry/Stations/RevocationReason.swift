/// Why a station or one of its certificates is barred, and so what becomes of the records that it signed before.
package enum RevocationReason: String, Sendable, Hashable, CaseIterable {
    /// It is out of use and its keys are in nobody's hands: what it signed before is still taken, for instance by a bundle.
    case retired
    /// It is lost or stolen. Who has it sets its clock as well, so nothing it signed is taken any more.
    case lost
    /// Its keys are in other hands. Nothing it signed is taken any more.
    case compromised

    /// It gave its last statement, and the registry agreed: nothing follows.
    case closed

    /// Whether records with a time before the revocation are still taken.
    var leavesOldRecords: Bool { self == .retired }
}
