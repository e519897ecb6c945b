/// SignedData without its certificates, which no signature covers: reading one again costs OpenSSL more than checking a
/// signature by it, and a registry sees the same few all day.
extension SignedData {
    /// What is left, and the certificates in their place; nil where one of them is not known, or the form is not plain.
    static func withoutCertificates(
        _ der: [UInt8], reusing reused: ([UInt8]) -> Certificate?
    ) -> (der: [UInt8], certificates: [Certificate])? {
        // ContentInfo { contentType, [0] SignedData { version, digestAlgorithms, encapContentInfo, [0] certificates, … } }
        guard let information = DERElement(der, at: 0, before: der.count), information.range.count == der.count,
            information.tag == 0x30, let parts = information.children(der), parts.count == 2, parts[1].tag == 0xA0,
            let signedData = DERElement(der, at: parts[1].value.lowerBound, before: parts[1].value.upperBound),
            signedData.tag == 0x30, signedData.range == parts[1].value, let fields = signedData.children(der),
            let position = fields.firstIndex(where: { $0.tag == 0xA0 }),
            position == fields.lastIndex(where: { $0.tag == 0xA0 }), let brought = fields[position].children(der)
        else { return nil }
        var certificates: [Certificate] = []
        for element in brought {
            guard let certificate = reused(Array(der[element.range])) else { return nil }
            certificates.append(certificate)
        }
        let kept = fields.enumerated().filter { $0.offset != position }.flatMap { der[$0.element.range] }
        let inner = DERElement.serialized(0xA0, DERElement.serialized(0x30, Array(kept)))
        return (DERElement.serialized(0x30, Array(der[parts[0].range]) + inner), certificates)
    }
}
