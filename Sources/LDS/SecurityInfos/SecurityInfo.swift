package import SmartCard

/// PACEInfo: a protocol that the chip offers, and its domain parameters (Doc 9303-11 §9.2.1).
package struct PACEInfo: Sendable, Hashable {
    package let `protocol`: PACEProtocol
    package let version: Int
    /// Standardised domain parameter id (table 5), or the id of explicit ones.
    package let parameterID: Int?

    package init(_ protocol: PACEProtocol, version: Int = 2, parameterID: Int?) {
        self.protocol = `protocol`
        self.version = version
        self.parameterID = parameterID
    }
}

/// PACEDomainParameterInfo: domain parameters of the card's own naming, for the offers with its id (§9.2.2).
package struct PACEDomainParameterInfo: Sendable, Hashable {
    package let mapping: PACEProtocol.Mapping
    package let agreement: KeyAgreement
    /// AlgorithmIdentifier, DER, as it stands in the file.
    package let domainParameter: [UInt8]
    package let parameterID: Int?

    package init(
        _ mapping: PACEProtocol.Mapping, _ agreement: KeyAgreement, domainParameter: [UInt8], parameterID: Int?
    ) {
        self.mapping = mapping
        self.agreement = agreement
        self.domainParameter = domainParameter
        self.parameterID = parameterID
    }
}

/// ActiveAuthenticationInfo: how an elliptic-curve key in EF.DG15 signs (§9.2.4).
package struct ActiveAuthenticationInfo: Sendable, Hashable {
    package let version: Int
    package let signatureAlgorithm: ObjectIdentifier

    package init(version: Int = 1, signatureAlgorithm: ObjectIdentifier) {
        self.version = version
        self.signatureAlgorithm = signatureAlgorithm
    }

    /// id-icao-mrtd-security-aaProtocolObject, 2.23.136.1.1.5
    static let identifier: [UInt8] = [0x67, 0x81, 0x08, 0x01, 0x01, 0x05]
}

/// ChipAuthenticationInfo: protocol, version, and the key it belongs to (§9.2.5).
package struct ChipAuthenticationInfo: Sendable, Hashable {
    package let agreement: KeyAgreement
    package let cipher: CipherSuite
    package let version: Int
    /// The key's number as the INTEGER's content octets.
    package let keyID: [UInt8]?

    package init(_ agreement: KeyAgreement, _ cipher: CipherSuite, version: Int = 1, keyID: [UInt8]? = nil) {
        self.agreement = agreement
        self.cipher = cipher
        self.version = version
        self.keyID = keyID
    }

    /// id-CA, 0.4.0.127.0.7.2.2.3
    static let root: [UInt8] = [0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x03]

    /// The identifier's content octets, as MSE:Set AT sends them.
    package var objectIdentifier: [UInt8] { Self.root + [agreement == .dh ? 1 : 2, cipher.rawValue] }
}

/// ChipAuthenticationPublicKeyInfo: the chip's static key (§9.2.6).
package struct ChipAuthenticationPublicKeyInfo: Sendable, Hashable {
    package let agreement: KeyAgreement
    /// SubjectPublicKeyInfo, DER, exactly as it stands in the file.
    package let subjectPublicKeyInfo: [UInt8]
    package let keyID: [UInt8]?

    package init(_ agreement: KeyAgreement, subjectPublicKeyInfo: [UInt8], keyID: [UInt8]? = nil) {
        self.agreement = agreement
        self.subjectPublicKeyInfo = subjectPublicKeyInfo
        self.keyID = keyID
    }

    /// id-PK, 0.4.0.127.0.7.2.2.1
    static let root: [UInt8] = [0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x01]
}

/// One SecurityInfo: a protocol that the chip supports (§9.2).
package enum SecurityInfo: Sendable, Hashable {
    case pace(PACEInfo)
    case paceDomainParameters(PACEDomainParameterInfo)
    case activeAuthentication(ActiveAuthenticationInfo)
    case chipAuthentication(ChipAuthenticationInfo)
    case chipAuthenticationPublicKey(ChipAuthenticationPublicKeyInfo)
    /// Terminal Authentication, with its version.
    case terminalAuthentication(version: Int)
    /// Anything else, kept as it stands.
    case other(ObjectIdentifier, BERTLV)
}
