/// Which finger or eye: one octet of CBEFF (Doc 9303-10 table 49).
package struct BiometricSubtype: RawRepresentable, Sendable, Hashable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let right = BiometricSubtype(rawValue: 0x01)
    package static let left = BiometricSubtype(rawValue: 0x02)
    package static let rightPointer = BiometricSubtype(rawValue: 0x09)
    package static let leftPointer = BiometricSubtype(rawValue: 0x0A)
}

extension BiometricSubtype: CustomStringConvertible {
    /// `right pointer finger`; empty where nothing is told.
    package var description: String {
        let side = [nil, "right", "left", nil][Int(rawValue & 0x03)]
        let finger = [nil, "thumb", "pointer finger", "middle finger", "ring finger", "little finger", nil, nil][
            Int(rawValue >> 2 & 0x07)]
        return [side, finger].compactMap(\.self).joined(separator: " ")
    }
}
