package import SmartCard

/// A card-verifiable certificate (TR-03110-3 §C.1): small enough for a chip to check, for Terminal Authentication.
///
/// The signed bytes are kept as they stood: certificates exist whose lengths are not in the shortest form.
package struct CardVerifiableCertificate: Sendable, Hashable {
    /// Who signed: the name of the key, 42.
    package let authorityReference: KeyReference
    package let publicKey: CertificatePublicKey
    /// Whose key it is, 5F20.
    package let holderReference: KeyReference
    /// What the holder may do, 7F4C; nil where the certificate has none.
    package let holderAuthorization: HolderAuthorization?
    /// First and last day, both included.
    package let effectiveDate: CertificateDate
    package let expirationDate: CertificateDate
    /// Certificate extensions, 65, as they stand.
    package let extensions: BERTLV?
    /// What is signed: the whole data object 7F4E.
    package let body: [UInt8]
    package let signature: [UInt8]

    /// Reads the data object 7F21.
    package init(parsing bytes: [UInt8]) throws(LDSError) {
        let place = "card-verifiable certificate"
        let certificate = try BERTLV.template(0x7F21, parsing: bytes, in: place)
        try self.init(parsingContent: certificate.value)
    }

    /// Reads 7F4E and 5F37, as PSO: Verify Certificate carries them.
    package init(parsingContent content: [UInt8]) throws(LDSError) {
        let place = "card-verifiable certificate"
        let parts: [BERTLV]
        let bodyLength: Int
        do {
            bodyLength = try BERHeader(parsing: content[...]).totalLength
            parts = try BERTLV.sequence(parsing: content)
        } catch { throw LDSError(.malformed, in: place, error.message) }
        guard parts.count == 2, parts[0].tag == 0x7F4E, parts[1].tag == 0x5F37, bodyLength <= content.count else {
            throw LDSError(.malformed, in: place, "a body 7F4E and a signature 5F37 are expected")
        }
        body = Array(content.prefix(bodyLength))
        signature = parts[1].value
        let fields = try parts[0].parts(in: place)
        func required(_ tag: BERTag) throws(LDSError) -> BERTLV {
            let found = fields.filter { $0.tag == tag }
            guard found.count == 1, let field = found.first else {
                throw LDSError(.malformed, in: place, "data object \(tag) is there \(found.count) times")
            }
            return field
        }
        guard try required(0x5F29).value == [0] else {
            throw LDSError(.malformed, in: place, "a profile that is not version 1")
        }
        authorityReference = try KeyReference(parsing: required(0x42).value)
        holderReference = try KeyReference(parsing: required(0x5F20).value)
        publicKey = try CertificatePublicKey(parsing: required(0x7F49))
        effectiveDate = try CertificateDate(parsing: required(0x5F25).value)
        expirationDate = try CertificateDate(parsing: required(0x5F24).value)
        let authorization = fields.first { $0.tag == 0x7F4C }
        holderAuthorization = try authorization.map { object throws(LDSError) in
            try HolderAuthorization(parsing: object)
        }
        extensions = fields.first { $0.tag == 0x65 }
    }

    /// 7F4E and 5F37 again.
    package var content: [UInt8] { body + BERTLV(0x5F37, signature).serialized() }

    /// The data object 7F21.
    package func serialized() -> [UInt8] { BERTLV(0x7F21, content).serialized() }

    /// The body of a new certificate, to be signed.
    package static func body(
        authority: KeyReference, publicKey: CertificatePublicKey, holder: KeyReference,
        authorization: HolderAuthorization?, effective: CertificateDate, expiration: CertificateDate
    ) -> [UInt8] {
        var fields = [
            BERTLV(0x5F29, [0]), BERTLV(0x42, authority.bytes), publicKey.object, BERTLV(0x5F20, holder.bytes),
        ]
        if let authorization { fields.append(authorization.object) }
        fields += [BERTLV(0x5F25, effective.bytes), BERTLV(0x5F24, expiration.bytes)]
        return BERTLV(0x7F4E, fields).serialized()
    }

    /// A certificate from a body and the signature over it.
    package init(body: [UInt8], signature: [UInt8]) throws(LDSError) {
        try self.init(parsingContent: body + BERTLV(0x5F37, signature).serialized())
    }
}

extension CardVerifiableCertificate {
    /// Whether the holder signs for itself: a root.
    package var isSelfSigned: Bool { authorityReference == holderReference }

    /// Whether a day lies within the certificate's time.
    package func isValid(on day: CertificateDate) -> Bool { effectiveDate <= day && day <= expirationDate }
}
