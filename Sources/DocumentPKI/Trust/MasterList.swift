package import CardCrypto
package import FoundationEssentials
import LDS
import SmartCard

/// A CSCA master list: the certificates of many states, signed by one (Doc 9303-12 §8).
package struct MasterList: Sendable {
    /// A certificate of the list as it is written, or why it could not be read.
    package enum Entry: Sendable {
        case certificate(Certificate)
        case unreadable(der: [UInt8], reason: String)
    }

    package let entries: [Entry]
    /// Who signed the list; says nothing of whether that one is to be trusted.
    package let signer: Certificate
    /// The other certificates that came with the signature: the way from signer to CSCA.
    package let companions: [Certificate]
    package let signingTime: Date?

    /// id-icao-cscaMasterList.
    static let contentType = "2.23.136.1.1.2"
    /// id-icao-cscaMasterListSigningKey, in the signer's extKeyUsage (Doc 9303-12 table 6).
    static let signerPurpose = "2.23.136.1.1.3"
    /// Lists have one megabyte and grow.
    package static let maximumSize = 32 << 20
    private static let maximumCount = 20_000

    /// Reads a list and checks its signature.
    package init(parsing der: [UInt8]) throws {
        let signed = try SignedData.verify(der, maximumSize: Self.maximumSize, tolerating: [.notDER])
        guard signed.contentType == Self.contentType else {
            throw TrustError(.malformed, "this is no master list but signed content of type \(signed.contentType)")
        }
        guard signed.signer.hasExtendedKeyUsage(Self.signerPurpose) else {
            throw TrustError(.notAllowed, "\(signed.signer) may not sign master lists: its extKeyUsage does not say so")
        }
        entries = try Self.entries(signed.content)
        signer = signed.signer
        companions = signed.certificates.filter { $0 != signed.signer }
        signingTime = signed.signingTime
    }

    /// `CscaMasterList ::= SEQUENCE { version INTEGER (0), certList SET OF Certificate }`.
    private static func entries(_ content: [UInt8]) throws -> [Entry] {
        do {
            let parts = try BERTLV(parsing: content).children()
            guard parts.count == 2, parts[0].tag == 0x02, parts[0].value == [0], parts[1].tag == 0x31 else {
                throw TrustError(.malformed, "a master list of another version or form")
            }
            let certificates = try parts[1].children()
            guard certificates.count <= maximumCount else {
                throw TrustError(.malformed, "a master list of \(certificates.count) certificates")
            }
            return certificates.map { object in
                let der = object.serialized()
                do { return .certificate(try Certificate(der: der)) } catch {
                    return .unreadable(der: der, reason: "\(error)")
                }
            }
        } catch let error as SmartCardError {
            throw TrustError(.malformed, "the master list's content: \(error.message)")
        }
    }
}
