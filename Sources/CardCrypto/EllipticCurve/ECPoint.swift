/// A point that was checked to lie on its curve, uncompressed (TR-03111 §3.2.1).
package struct ECPoint: Sendable, Hashable {
    package let curve: EllipticCurve.Name
    /// `04 ‖ X ‖ Y`.
    package let bytes: [UInt8]

    /// Only ``EllipticCurve`` makes points, after its checks.
    init(curve: EllipticCurve.Name, bytes: [UInt8]) {
        self.curve = curve
        self.bytes = bytes
    }

    /// The affine x coordinate: the shared secret of ECKA (TR-03111 §4.3.1) and the compressed form that
    /// Doc 9303-11 §4.4.4 and TR-03110-3 §A.2.2.3 take as an identifier.
    package var x: [UInt8] { Array(bytes.dropFirst().prefix(bytes.count / 2)) }
}
