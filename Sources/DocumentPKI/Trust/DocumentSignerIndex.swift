import CardCrypto

/// Document signers by the ways in which EF.SOD names them. They are parsed when they are looked for: a directory has
/// tens of thousands of them, and a station meets few.
struct DocumentSignerIndex: Sendable {
    /// The certificates' DER.
    private(set) var encodings: [[UInt8]] = []
    private var byKey: [[UInt8]: [Int]] = [:]
    private var byName: [IssuerAndSerialNumber: [Int]] = [:]

    private struct IssuerAndSerialNumber: Hashable {
        let issuerHash: UInt
        let serialNumber: String
    }

    init(_ certificates: [Certificate] = []) { for certificate in certificates { add(certificate) } }

    mutating func add(_ certificate: Certificate) {
        add(
            certificate.der, issuerHash: certificate.issuerHash, serialNumber: certificate.serialNumber,
            subjectKeyID: certificate.subjectKeyID)
    }

    mutating func add(_ der: [UInt8], issuerHash: UInt, serialNumber: String, subjectKeyID: [UInt8]?) {
        let name = IssuerAndSerialNumber(issuerHash: issuerHash, serialNumber: serialNumber)
        byName[name, default: []].append(encodings.count)
        if let subjectKeyID { byKey[subjectKeyID, default: []].append(encodings.count) }
        encodings.append(der)
    }

    /// The certificates that an identifier names.
    func find(_ identifier: SignerIdentifier) -> [Certificate] {
        let places =
            switch identifier {
            case .subjectKeyIdentifier(let key): byKey[key]
            case .issuerAndSerialNumber(let issuerHash, let serialNumber):
                byName[IssuerAndSerialNumber(issuerHash: issuerHash, serialNumber: serialNumber)]
            }
        return (places ?? []).compactMap { try? Certificate(der: encodings[$0]) }.filter { identifier.matches($0) }
    }
}
