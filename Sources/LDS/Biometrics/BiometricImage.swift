/// One image out of a biometric data group, as the chip gave it.
package struct BiometricImage: Sendable, Hashable {
    package let kind: BiometricKind
    /// Finger 1 to 10 or eye 1 and 2, as the record says; nil for faces.
    package let position: Int?
    /// The image file.
    package let bytes: [UInt8]
    /// nil where the format is not known: uncompressed pixels have none.
    package let header: ImageHeader?

    init(_ kind: BiometricKind, _ bytes: [UInt8], position: Int?) {
        self.kind = kind
        self.bytes = bytes
        self.position = position
        header = ImageHeader(bytes)
    }

    /// `right thumb`, `left iris`; nil where it is not told.
    package var positionName: String? {
        guard let position else { return nil }
        switch kind {
        case .face: return nil
        case .finger:
            let fingers = ["thumb", "index finger", "middle finger", "ring finger", "little finger"]
            guard (1...10).contains(position) else { return nil }
            return (position <= 5 ? "right " : "left ") + fingers[(position - 1) % 5]
        case .iris: return position == 1 ? "right iris" : position == 2 ? "left iris" : nil
        }
    }
}

extension BiometricImage: Redacted {
    package var description: String {
        "\(kind.rawValue), \(header?.format.rawValue ?? "unknown format"), \(bytes.count) bytes"
    }
}
