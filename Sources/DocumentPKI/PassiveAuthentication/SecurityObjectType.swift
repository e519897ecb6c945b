package import CardCrypto
package import LDS

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
    package init?(_ identifier: ObjectIdentifier) {
        guard let known = Self.identifiers.first(where: { $0.octets == identifier.octets }) else { return nil }
        self = known.digest
    }

    /// Content octets of the identifiers: 1.3.14.3.2.26 and those under 2.16.840.1.101.3.4.2.
    private static let identifiers: [(octets: [UInt8], digest: Digest)] = [
        ([0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01], .sha256),
        ([0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02], .sha384),
        ([0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03], .sha512),
        ([0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x04], .sha224),
        ([0x2B, 0x0E, 0x03, 0x02, 0x1A], .sha1),
    ]
}
