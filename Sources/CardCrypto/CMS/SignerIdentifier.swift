/// How SignedData says whose certificate signed it (RFC 5652 §5.3).
package enum SignerIdentifier: Sendable, Hashable {
    /// The issuer's name, as a number like `Certificate.issuerHash`, and the serial number in hexadecimal.
    case issuerAndSerialNumber(issuerHash: UInt, serialNumber: String)
    case subjectKeyIdentifier([UInt8])

    /// Whether it names a certificate.
    package func matches(_ certificate: Certificate) -> Bool {
        switch self {
        case .issuerAndSerialNumber(let issuerHash, let serialNumber):
            certificate.issuerHash == issuerHash && certificate.serialNumber == serialNumber
        case .subjectKeyIdentifier(let identifier): certificate.subjectKeyID == identifier
        }
    }
}
