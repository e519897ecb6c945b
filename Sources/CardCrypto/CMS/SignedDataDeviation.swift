/// A way in which SignedData departs from its standard or from EF.SOD's profile (Doc 9303-10 §4.6.2.2) and can be checked
/// all the same. Genuine documents of several states do; whoever accepts one says so by name.
package enum SignedDataDeviation: String, Sendable, Hashable, CaseIterable, Codable {
    /// Lengths in the indefinite form or longer than need be, strings in pieces, where DER is asked for.
    case notDER = "not-der"
    /// The signer identifier names none of the certificates, and one of them made the signature.
    case signerIdentifierMismatch = "signer-identifier-mismatch"
    /// Content of a type other than id-data without signed attributes (RFC 5652 §5.3).
    case noSignedAttributes = "no-signed-attributes"
    /// The signer's certificate is not inside; it was known already.
    case noSignerCertificate = "no-signer-certificate"
}
