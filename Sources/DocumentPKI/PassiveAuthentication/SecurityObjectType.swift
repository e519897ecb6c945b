import CardCrypto
import LDS

/// eContentType of EF.SOD: the standard's, and those that issuers used instead, with the same content.
enum SecurityObjectType: String, Sendable, CaseIterable {
    /// id-icao-mrtd-security-ldsSecurityObject (Doc 9303-10 §4.6.2.3).
    case standard = "2.23.136.1.1.1"
    /// Belgian and French passports.
    case early = "1.3.27.1.1.1"
    /// Dutch passports.
    case dutch = "1.2.528.1.1006.1.20.1"
    /// id-data: Chinese passports.
    case data = "1.2.840.113549.1.7.1"
}

extension Digest {
    /// The hash function with this identifier.
    init?(_ identifier: ObjectIdentifier) {
        let known: [String: Digest] = [
            "1.3.14.3.2.26": .sha1, "2.16.840.1.101.3.4.2.4": .sha224, "2.16.840.1.101.3.4.2.1": .sha256,
            "2.16.840.1.101.3.4.2.2": .sha384, "2.16.840.1.101.3.4.2.3": .sha512,
        ]
        guard let digest = known[identifier.description] else { return nil }
        self = digest
    }
}
