package import CardCrypto

/// A way in which a country's certificate breaks the profile of Doc 9303-12 §7.1 without being wrong in what matters.
///
/// Real ones do. Inspection systems keep such certificates and know their flaws, as defect lists do (TR-03129 §2.5).
package enum CertificateFlaw: String, Sendable, Hashable, CaseIterable {
    case negativeSerialNumber = "negative-serial-number"
    /// More than 20 octets, or zero.
    case unusualSerialNumber = "unusual-serial-number"
    case oldVersion = "version-not-3"
    case noKeyUsage = "no-key-usage"
    /// keyUsage without keyCertSign.
    case wrongKeyUsage = "wrong-key-usage"
    /// basicConstraints absent, or says that this is no authority.
    case notMarkedAsAuthority = "not-marked-as-authority"
    case noSubjectKeyIdentifier = "no-subject-key-identifier"
    case noAuthorityKeyIdentifier = "no-authority-key-identifier"
    case explicitCurve = "explicit-curve"
    case teletexString = "teletex-string"
    /// Issuer and subject are the same name in two encodings.
    case namesInTwoEncodings = "names-in-two-encodings"
    case noCountry = "no-country"
    case invalidExtensions = "invalid-extensions"
    case unknownCriticalExtension = "unknown-critical-extension"
    case weakDigest = "weak-digest"
    /// RSA below 2048 bits, a curve below 224 (Doc 9303-12 §4.4).
    case weakKey = "weak-key"

    /// The flaws of a certificate that is offered as a country's authority.
    package static func all(of certificate: Certificate) -> Set<CertificateFlaw> {
        var flaws: Set<CertificateFlaw> = []
        func add(_ flaw: CertificateFlaw, _ applies: Bool) { if applies { flaws.insert(flaw) } }
        add(.negativeSerialNumber, certificate.hasNegativeSerialNumber)
        add(.unusualSerialNumber, certificate.serialNumberLength > 20 || certificate.serialNumber == "0")
        add(.oldVersion, certificate.version != 3)
        add(.noKeyUsage, !certificate.hasKeyUsage)
        add(.wrongKeyUsage, certificate.hasKeyUsage && !certificate.maySignCertificates)
        add(.notMarkedAsAuthority, !certificate.isAuthority)
        add(.noSubjectKeyIdentifier, certificate.subjectKeyID == nil)
        add(.noAuthorityKeyIdentifier, certificate.authorityKeyID == nil)
        add(.teletexString, certificate.hasTeletexString)
        add(.namesInTwoEncodings, certificate.hasNamesInTwoEncodings)
        add(.noCountry, certificate.country?.count != 2)
        add(.invalidExtensions, certificate.hasInvalidExtensions)
        add(.unknownCriticalExtension, certificate.hasUnknownCriticalExtension)
        add(.weakDigest, certificate.signatureDigest == .sha1)
        add(.weakKey, certificate.keyKind.isWeak)
        if case .curve(_, isExplicit: true) = certificate.keyKind { flaws.insert(.explicitCurve) }
        return flaws
    }
}

extension Certificate.KeyKind {
    /// RSA below 2048 bits, a curve below 224 (Doc 9303-12 §4.4).
    var isWeak: Bool {
        switch self {
        case .rsa(let bits): bits < 2048
        case .curve(let name, _): name.bitCount < 224
        case .unknown: false
        }
    }
}

extension Certificate {
    /// Whether it says that its own key signed it. A link certificate has the same name twice as well, and another
    /// key's identifier (Doc 9303-12 §3.1.2).
    package var claimsToBeRoot: Bool {
        isNamedIssued(by: self) && (authorityKeyID == nil || authorityKeyID == subjectKeyID)
    }
}

/// Why a certificate that is offered as a country's authority cannot be one.
package enum CertificateRefusal: Sendable, Hashable, CustomStringConvertible {
    case unreadable(String)
    /// A key that no check could be made with, or a curve that nobody vouches for.
    case unusableKey(String)
    /// It says that it signed itself, and did not: damaged, or made up.
    case selfSignatureInvalid
    /// Neither basicConstraints nor keyUsage says that it may issue certificates.
    case notAnAuthority

    /// Stable names for reports.
    package var code: String {
        switch self {
        case .unreadable: "unreadable"
        case .unusableKey: "unusable-key"
        case .selfSignatureInvalid: "self-signature-invalid"
        case .notAnAuthority: "not-an-authority"
        }
    }

    package var description: String {
        switch self {
        case .unreadable(let reason): "it cannot be read: \(reason)"
        case .unusableKey(let reason): "its key cannot be used: \(reason)"
        case .selfSignatureInvalid: "it claims to have signed itself, and the signature is wrong"
        case .notAnAuthority: "it is no authority: neither basicConstraints nor keyUsage lets it issue certificates"
        }
    }

    /// nil for one that can be kept, with whatever flaws.
    package init?(_ certificate: Certificate) {
        if case .unknown(let reason) = certificate.keyKind {
            self = .unusableKey(reason)
        } else if certificate.claimsToBeRoot, !certificate.isSigned(by: certificate) {
            self = .selfSignatureInvalid
        } else if !certificate.isAuthority, !(certificate.hasKeyUsage && certificate.maySignCertificates) {
            self = .notAnAuthority
        } else {
            return nil
        }
    }
}
