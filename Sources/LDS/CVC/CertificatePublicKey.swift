package import SmartCard

/// A public key in a card-verifiable certificate, 7F49 (TR-03110-3 §D.3).
package struct CertificatePublicKey: Sendable, Hashable {
    /// How the key signs: id-TA-…
    package let algorithm: ObjectIdentifier
    /// The numbers, in the standard's order and with its tags.
    package let numbers: [BERTLV]

    package init(algorithm: ObjectIdentifier, numbers: [BERTLV]) {
        self.algorithm = algorithm
        self.numbers = numbers
    }

    init(parsing object: BERTLV) throws(LDSError) {
        let parts = try object.parts(in: "certificate public key")
        guard let first = parts.first else { throw LDSError(.malformed, in: "certificate public key", "it is empty") }
        algorithm = try ObjectIdentifier(parsing: first, in: "certificate public key")
        numbers = Array(parts.dropFirst())
    }

    package var object: BERTLV { BERTLV(0x7F49, [algorithm.object] + numbers) }

    package func number(_ tag: BERTag) -> [UInt8]? { numbers.first { $0.tag == tag }?.value }

    /// Whether the key brings its curve along, as roots do; others take their authority's (§C.1.2).
    package var hasDomainParameters: Bool { number(0x81) != nil && number(0x82) != nil }

    /// This key with the curve of another.
    package func inheriting(from authority: CertificatePublicKey) -> CertificatePublicKey {
        guard !hasDomainParameters, let point = numbers.first(where: { $0.tag == 0x86 }) else { return self }
        let curve = authority.numbers.filter { $0.tag != 0x86 }
        let place = curve.firstIndex { $0.tag == 0x87 } ?? curve.endIndex
        return CertificatePublicKey(
            algorithm: algorithm, numbers: Array(curve[..<place]) + [point] + Array(curve[place...]))
    }
}
