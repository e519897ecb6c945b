package import LDS

/// What must be there for a test case to say anything: the profiles of the test plans, and what the operator gives.
package enum Requirement: Sendable, Hashable {
    /// EF.CardAccess offers PACE that the station can run, and a password is given.
    case paceOffered
    /// The same, and it did not fail when the document was read: a broken PACE is told once, not in each case.
    case pace
    case paceMapping(PACEProtocol.Mapping)
    /// PACE over a curve, or over a prime group.
    case paceAgreement(KeyAgreement)
    /// EF.CardAccess has one set of domain parameters only.
    case onePACEInfo
    /// The chip opens with BAC, and the MRZ is given.
    case bac
    /// The chip opens at all.
    case access
    case can
    case mrz
    /// EF.CardAccess, EF.ATR/INFO, EF.DIR, EF.CardSecurity: the file is there.
    case file(ElementaryFile)
    /// EF.COM or EF.SOD lists the group, and it opens without Terminal Authentication.
    case openGroup(Int)
    /// EF.COM or EF.SOD lists the group.
    case listedGroup(Int)
    /// EF.COM or EF.SOD lists the group, and it stays closed.
    case lockedGroup(Int)
    case chipAuthentication
    /// With MSE:Set KAT (3DES), or with MSE:Set AT and GENERAL AUTHENTICATE (AES).
    case keyAgreementTemplate, authenticationTemplate
    case chipAuthenticationAgreement(KeyAgreement)
    case activeAuthentication
    /// EF.DG14 offers it, and the operator gave certificates and a key that the chip trusts.
    case terminalAuthentication
    /// Every file of the document was read.
    case document
    /// The card says that it takes extended APDUs.
    case extendedLength
    /// Tries a wrong password, which some cards count.
    case wrongPasswords
    /// A person lifts the card.
    case interactive
    /// Waits for seconds.
    case patience
}
