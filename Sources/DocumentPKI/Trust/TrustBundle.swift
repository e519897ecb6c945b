package import FoundationEssentials
import LDS
import SmartCard

/// Trust for stations in the field, signed by their registry: authorities, document signers and revocation lists.
///
/// ```
/// TrustBundle ::= SEQUENCE {
///     version          INTEGER (0),
///     number           INTEGER (1..MAX),          -- rises with every bundle of an authority
///     issued           GeneralizedTime,
///     expires          GeneralizedTime,
///     certificates     SET OF Certificate,        -- trusted
///     documentSigners  SET OF Certificate,        -- known
///     revocationLists  SET OF CertificateList }
/// ```
///
/// in DER, as the content of CMS SignedData (CAdES-B). A newer bundle replaces what only earlier ones gave.
package struct TrustBundle: Sendable, Hashable {
    package let number: Int
    package let issued: Date
    package let expires: Date
    /// DER of each.
    package let certificates: [[UInt8]]
    package let documentSigners: [[UInt8]]
    package let revocationLists: [[UInt8]]

    /// A UUID's arc (ITU-T X.667), so that nobody else's content can be taken for a bundle.
    package static let arc = "2.25.236523499786755466911794400392222386197"
    package static let contentType = "\(arc).1"
    /// In the extKeyUsage of who signs bundles: no certificate of a station or a server has it.
    package static let signerPurpose = "\(arc).2"
    /// DER of ``contentType``.
    static let contentTypeEncoding: [UInt8] = [
        0x06, 0x15, 0x69, 0x82, 0xE3, 0xF0, 0xE2, 0xB8, 0xCB, 0xD7, 0xD2, 0xB0, 0xF3, 0x9A, 0xC3, 0x8F, 0xC1, 0xD7,
        0x97,
        0xD2, 0xD0, 0x15, 0x01,
    ]
    package static let maximumSize = 64 << 20

    /// - Parameters: `issued` and `expires` count in whole seconds.
    package init(
        number: Int, issued: Date, expires: Date, certificates: [[UInt8]], documentSigners: [[UInt8]],
        revocationLists: [[UInt8]]
    ) {
        func ordered(_ objects: [[UInt8]]) -> [[UInt8]] { objects.sorted { $0.lexicographicallyPrecedes($1) } }
        self.number = number
        self.issued = Date(wholeSeconds: issued.wholeSeconds)
        self.expires = Date(wholeSeconds: expires.wholeSeconds)
        self.certificates = ordered(certificates)
        self.documentSigners = ordered(documentSigners)
        self.revocationLists = ordered(revocationLists)
    }
}

extension TrustBundle {
    /// DER.
    package func serialized() -> [UInt8] {
        func set(_ objects: [[UInt8]]) -> BERTLV { BERTLV(0x31, objects.flatMap { $0 }) }
        return BERTLV(
            0x30,
            [
                .integer(0), .integer(number), BERTLV(0x18, GeneralizedTime.octets(issued)),
                BERTLV(0x18, GeneralizedTime.octets(expires)), set(certificates), set(documentSigners),
                set(revocationLists),
            ]
        ).serialized()
    }

    /// Reads DER; any other way of writing the same is refused.
    package init(parsing bytes: [UInt8]) throws(TrustError) {
        func malformed(_ what: String) -> TrustError { TrustError(.malformed, "trust bundle: \(what)") }
        do {
            let parts = try BERTLV(parsing: bytes).children()
            guard parts.map(\.tag) == [0x02, 0x02, 0x18, 0x18, 0x31, 0x31, 0x31], parts[0].value == [0] else {
                throw malformed("of another version or form")
            }
            let octets = parts[1].value
            guard octets.count <= 8, let first = octets.first, first < 0x80 else { throw malformed("its number") }
            let number = octets.reduce(0) { $0 << 8 | Int($1) }
            guard number >= 1, let issued = GeneralizedTime.date(parts[2].value),
                let expires = GeneralizedTime.date(parts[3].value)
            else { throw malformed("its number or times") }
            let sets = try parts[4...].map { try $0.children().map { $0.serialized() } }
            self.init(
                number: number, issued: issued, expires: expires, certificates: sets[0], documentSigners: sets[1],
                revocationLists: sets[2])
        } catch let error as SmartCardError { throw malformed(error.message) } catch let error as TrustError {
            throw error
        } catch { throw malformed("\(error)") }
        guard serialized() == bytes else { throw malformed("not in DER") }
    }
}
