package import FoundationEssentials

/// A file that was imported: where trust came from.
package struct TrustSource: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case masterList = "master-list"
        /// An LDIF of the ICAO PKD.
        case directory
        case certificates
        case revocationList = "revocation-list"
        /// A registry's trust bundle.
        case bundle
    }

    package let kind: Kind
    /// The file's name, for people; an LDIF's entry behind it.
    package let name: String
    /// SHA-256 of the bytes.
    package let digest: [UInt8]
    /// Who signed it, and the fingerprint of what he was trusted by: a pin or an authority.
    package var signer: String?
    package var anchor: [UInt8]?
    package var signed: Date?
    package var expires: Date?
    package var imported: Date
    /// How much of what is here it gave.
    package var certificateCount = 0
    package var listCount = 0

    /// When its content was made, as far as is known.
    package var date: Date { signed ?? imported }

    package func ageInDays(at now: Date) -> Int {
        Int(min(max((now.timeIntervalSince(date) / 86_400).rounded(.down), -1e6), 1e6))
    }
}

extension Date {
    /// Whole seconds since 1970, as the database has them.
    var wholeSeconds: Int {
        let value = timeIntervalSince1970.rounded(.down)
        return value.isNaN ? 0 : Int(min(max(value, -1e11), 1e12))
    }

    init(wholeSeconds: Int) { self.init(timeIntervalSince1970: TimeInterval(wholeSeconds)) }
}
