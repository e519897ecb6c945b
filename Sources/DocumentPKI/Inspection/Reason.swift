/// Why a check ended as it did. The names are stable; each has a sentence in every language of the report.
package enum Reason: String, Sendable, Hashable, CaseIterable, Codable {
    // EF.SOD
    case present = "present"
    case absent = "absent"
    case malformed = "malformed"
    case trailingBytes = "trailing-bytes"
    case signed = "signed"
    case signatureInvalid = "signature-invalid"
    case signerCount = "signer-count"
    case signerUnknown = "signer-unknown"
    case unusableKey = "unusable-key"
    case unsupportedAlgorithm = "unsupported-algorithm"
    case conforms = "conforms"
    case tolerated = "tolerated"
    case notTolerated = "not-tolerated"
    case unknownContentType = "unknown-content-type"
    case strongAlgorithms = "strong-algorithms"
    case weakAlgorithms = "weak-algorithms"
    case notReached = "not-reached"

    // the signer
    case trusted = "trusted"
    case noTrustAnchor = "no-trust-anchor"
    case chainBroken = "chain-broken"
    case validThen = "valid-then"
    case signerExpired = "signer-expired"
    case signerNotYetValid = "signer-not-yet-valid"
    case authorityExpired = "authority-expired"
    case authorityNotYetValid = "authority-not-yet-valid"
    case notRevoked = "not-revoked"
    case revoked = "revoked"
    case noRevocationList = "no-revocation-list"
    case revocationListStale = "revocation-list-stale"
    case sameCountry = "same-country"
    case otherCountry = "other-country"
    case countryUnknown = "country-unknown"

    // the other files
    case unchanged = "unchanged"
    case changed = "changed"
    case notRead = "not-read"
    case allSigned = "all-signed"
    case notSigned = "not-signed"
    case noneHidden = "none-hidden"
    case hidden = "hidden"
    case agrees = "agrees"
    case differs = "differs"
    case nothingToCompare = "nothing-to-compare"
    case notTrusted = "not-trusted"
    case offersHidden = "offers-hidden"
    case offersAdded = "offers-added"
    case readable = "readable"
    case unreadable = "unreadable"

    // the chip
    case strongAccess = "strong-access"
    case downgraded = "downgraded"
    case onlyBAC = "only-bac"
    case proven = "proven"
    case provenDeniably = "proven-deniably"
    case refuted = "refuted"
    case notOffered = "not-offered"
    case notAttempted = "not-attempted"
    case notVerifiable = "not-verifiable"
    case noProof = "no-proof"

    // the document
    case nothingScanned = "nothing-scanned"
    case notExpired = "not-expired"
    case neverExpires = "never-expires"
    case expired = "expired"
    case expiryUnknown = "expiry-unknown"

    /// Names of what a sentence can tell.
    package enum Parameter: String, Sendable, Hashable {
        case signer, issuer, groups, rules, detail, algorithm, date, country, state, `protocol`, fields
    }
}
