package import CardCrypto

/// What a station or registry trusts at a moment: the country signing certificates (CSCA), with the document signers and
/// revocation lists that are known beside them (Doc 9303-12 §3.1). Nothing in it changes.
package struct TrustStore: Sendable {
    /// Self-signed and link certificates; each is trusted in itself.
    package let anchors: [Certificate]
    /// Checked against their issuers.
    package let revocationLists: [RevocationList]
    let memory = ChainMemory()
    /// Known, not trusted: for documents that leave their signer's certificate out.
    private let signers: DocumentSignerIndex
    private let bySubject: [UInt: [Certificate]]
    private let byKey: [[UInt8]: [Certificate]]
    private let listsByIssuer: [UInt: [RevocationList]]

    /// Takes revocation lists that one of the anchors signed, and leaves the others out.
    package init(
        anchors: [Certificate], documentSigners: [Certificate] = [], revocationLists: [RevocationList] = []
    ) {
        self.init(anchors: anchors, signers: DocumentSignerIndex(documentSigners), revocationLists: revocationLists)
    }

    init(anchors: [Certificate], signers: DocumentSignerIndex, revocationLists: [RevocationList]) {
        self.anchors = anchors
        self.signers = signers
        let bySubject = Dictionary(grouping: anchors, by: \.subjectHash)
        self.bySubject = bySubject
        byKey = Dictionary(grouping: anchors.filter { $0.subjectKeyID != nil }, by: { $0.subjectKeyID ?? [] })
        self.revocationLists = revocationLists.filter { list in
            bySubject[list.issuerHash]?.contains { list.isSigned(by: $0) } ?? false
        }
        listsByIssuer = Dictionary(grouping: self.revocationLists, by: \.issuerHash)
    }

    func contains(_ certificate: Certificate) -> Bool {
        bySubject[certificate.subjectHash]?.contains(certificate) ?? false
    }

    /// The authorities with the name of a certificate's issuer.
    func authorities(named certificate: Certificate) -> [Certificate] {
        (bySubject[certificate.issuerHash] ?? []).filter { certificate.isNamedIssued(by: $0) }
    }

    func authorities(withKey identifier: [UInt8]) -> [Certificate] { byKey[identifier] ?? [] }

    /// The newest revocation list of a certificate's issuer.
    package func revocationList(for certificate: Certificate) -> RevocationList? {
        (listsByIssuer[certificate.issuerHash] ?? []).max { $0.thisUpdate < $1.thisUpdate }
    }

    /// The document signers that EF.SOD may mean, where it does not bring their certificate along.
    package func documentSigners(_ identifier: SignerIdentifier) -> [Certificate] {
        signers.find(identifier)
    }

    /// Every document signer's DER.
    package var documentSignerEncodings: [[UInt8]] { signers.encodings }
}
