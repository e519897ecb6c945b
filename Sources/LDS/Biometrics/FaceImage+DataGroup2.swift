extension FaceImage {
    private static let place = "EF.DG2"

    /// Reads EF.DG2: its first face, in a record of ISO/IEC 19794-5:2005 or 39794-5 (Doc 9303-10 §4.7.2).
    package init(parsingDataGroup2 bytes: [UInt8]) throws(LDSError) {
        let group = try BiometricGroup(.face, parsing: bytes)
        guard let image = group.images.first(where: { $0.kind == .face }) else {
            throw group.templates.contains { $0.block != nil }
                ? LDSError(.unsupported, in: Self.place, "no biometric data block is a record of a face")
                : LDSError(.malformed, in: Self.place, "no biometric data block")
        }
        try self.init(image.bytes)
    }

    /// EF.DG2 with one face and no feature points. The header's size is written as asked: real cards have it wrong.
    package func dataGroup2(headerSize: Size? = nil) -> [UInt8] {
        let told = headerSize ?? size ?? Size(width: 0, height: 0)
        let face = FaceRecord.Face(image: bytes, dataType: format == .jpeg ? 0x00 : 0x01, size: told)
        return BiometricGroup(
            .face, [BiometricTemplate(BiometricHeader(.face), .face(FaceRecord([face])))]
        ).serialized()
    }
}
