package import CardCrypto
package import EMRTD
package import LDS

/// A throw-away state's keys for Terminal Authentication: a root (CVCA), a document verifier (DV), an inspection
/// system (IS). Its names say DEMO.
package struct DemoVerification: Sendable {
    package let root: CardVerifiableCertificate
    package let verifier: CardVerifiableCertificate
    package let terminal: CardVerifiableCertificate
    package let rootKey: PrivateKey
    package let verifierKey: PrivateKey
    package let terminalKey: PrivateKey

    /// What the certificates say; the defaults make a chain that opens both biometric groups.
    package struct Options: Sendable {
        package var readsFingerprints = true
        package var readsIris = true
        package var rootName = "VNDEMOCVCA00001"
        package var verifierRole = HolderAuthorization.Role.officialDomestic
        package var effective = CertificateDate.day(2026, 1, 1)
        package var expiration = CertificateDate.day(2027, 12, 31)
        package var terminalExpiration = CertificateDate.day(2027, 12, 31)

        package init() {}
    }

    package init(_ kind: PrivateKey.Algorithm, _ algorithm: SignatureAlgorithm, _ options: Options = Options()) throws {
        rootKey = try .generate(kind)
        verifierKey = try .generate(kind)
        terminalKey = try .generate(kind)
        let names = try [options.rootName, "VNDEMODV00001", "VNDEMOIS00001"].map {
            try KeyReference(parsing: Array($0.utf8))
        }
        func certify(
            _ key: PrivateKey, _ holder: KeyReference, _ role: HolderAuthorization.Role, by authority: KeyReference,
            _ authorityKey: PrivateKey, until expiration: CertificateDate
        ) throws -> CardVerifiableCertificate {
            let body = CardVerifiableCertificate.body(
                authority: authority,
                publicKey: try CertificatePublicKey(key, signingBy: algorithm, includesDomain: role == .cvca),
                holder: holder,
                authorization: HolderAuthorization(
                    role, readsFingerprints: role == .cvca || options.readsFingerprints,
                    readsIris: role == .cvca || options.readsIris),
                effective: options.effective, expiration: expiration)
            return try CardVerifiableCertificate(
                body: body, signature: authorityKey.signature(of: body, by: algorithm))
        }
        root = try certify(rootKey, names[0], .cvca, by: names[0], rootKey, until: options.expiration)
        verifier = try certify(
            verifierKey, names[1], options.verifierRole, by: names[0], rootKey, until: options.expiration)
        terminal = try certify(
            terminalKey, names[2], .terminal, by: names[1], verifierKey, until: options.terminalExpiration)
    }

    /// What a station gets.
    package var credentials: TerminalCredentials {
        TerminalCredentials(
            certificates: [terminal, verifier], holder: terminal.holderReference, signer: terminalKey)
    }

    /// A certificate by which the old root vouches for this one (TR-03110-3 §C.1.4).
    package func link(from old: DemoVerification, _ algorithm: SignatureAlgorithm) throws -> CardVerifiableCertificate {
        let body = CardVerifiableCertificate.body(
            authority: old.root.holderReference, publicKey: root.publicKey, holder: root.holderReference,
            authorization: root.holderAuthorization, effective: root.effectiveDate, expiration: root.expirationDate)
        return try CardVerifiableCertificate(body: body, signature: old.rootKey.signature(of: body, by: algorithm))
    }
}

extension CertificateDate {
    /// A day that the caller knows to be one.
    package static func day(_ year: Int, _ month: Int, _ day: Int) -> CertificateDate {
        CertificateDate(year: year, month: month, day: day) ?? .distantPast
    }
}
