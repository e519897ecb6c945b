/// An element that was checked to lie in its group: a point `04 ‖ X ‖ Y` (TR-03111 §3.2.1), or an integer.
package struct GroupElement: Sendable, Hashable {
    package let group: DomainParametersName
    /// As it stands on the wire, and so in the authentication tokens.
    package let bytes: [UInt8]

    /// Only the groups make elements, after their checks.
    init(group: DomainParametersName, bytes: [UInt8]) {
        self.group = group
        self.bytes = bytes
    }

    /// `Comp()`: a point's x coordinate, or an integer's SHA-1 hash. It names a public key (TR-03110-3 §A.2.2.3).
    package func compressed() throws(CardCryptoError) -> [UInt8] {
        switch group {
        case .curve: Array(bytes.dropFirst().prefix(bytes.count / 2))
        case .prime: try Digest.sha1.hash(bytes)
        }
    }
}
