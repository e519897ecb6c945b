import SmartCard

extension FaceImage {
    private static let place = "EF.DG2"

    /// Reads EF.DG2: the first face of the first biometric template (Doc 9303-10 §4.7.2, ISO/IEC 19794-5:2005).
    package init(parsingDataGroup2 bytes: [UInt8]) throws(LDSError) {
        let parts = try BERTLV.template(0x75, parsing: bytes, in: Self.place).parts(in: Self.place)
        guard let group = parts.first(where: { $0.tag == 0x7F61 }),
            let template = try group.parts(in: Self.place).first(where: { $0.tag == 0x7F60 }),
            let block = try template.parts(in: Self.place).first(where: { [0x5F2E, 0x7F2E].contains($0.tag) })
        else { throw LDSError(.malformed, in: Self.place, "no biometric data block") }
        try self.init(Self.image(inRecord: block.value))
    }

    /// The image of the first face in a facial record: after a 14-byte header, a 20-byte information block,
    /// 8 bytes for each feature point and 12 bytes about the image.
    private static func image(inRecord record: [UInt8]) throws(LDSError) -> [UInt8] {
        guard record.starts(with: [0x46, 0x41, 0x43, 0x00]) else {
            throw LDSError(.unsupported, in: place, "the biometric data block is no ISO/IEC 19794-5 record")
        }
        guard record.count > 46 else { throw LDSError(.malformed, in: place, "facial record of \(record.count) bytes") }
        let faceLength = record[14..<18].reduce(0) { $0 << 8 | Int($1) }
        let featurePoints = Int(record[18]) << 8 | Int(record[19])
        let start = 14 + 20 + 8 * featurePoints + 12
        let end = 14 + faceLength
        guard start < end, end <= record.count else {
            throw LDSError(.malformed, in: place, "lengths inside the facial record do not add up")
        }
        return Array(record[start..<end])
    }

    /// EF.DG2 with one face and no feature points. The header's size is written as asked: real cards have it wrong.
    package func dataGroup2(headerSize: Size? = nil) -> [UInt8] {
        func number(_ value: Int, _ octets: Int) -> [UInt8] {
            (0..<octets).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
        }
        let told = headerSize ?? size ?? Size(width: 0, height: 0)
        let faceLength = 20 + 12 + bytes.count
        let record =
            Array("FAC\0".utf8) + Array("010\0".utf8) + number(14 + faceLength, 4) + number(1, 2)
            + number(faceLength, 4) + [UInt8](repeating: 0, count: 16)
            + [0x01, format == .jpeg ? 0x00 : 0x01] + number(told.width, 2) + number(told.height, 2)
            + [0x01, 0x02] + number(0, 4) + bytes
        let header = BERTLV(
            0xA1,
            [
                BERTLV(0x80, [0x01, 0x01]), BERTLV(0x81, [0x02]), BERTLV(0x87, [0x01, 0x01]),
                BERTLV(0x88, [0x00, 0x08]),
            ])
        let template = BERTLV(0x7F60, [header, BERTLV(0x5F2E, record)])
        return BERTLV(0x75, [BERTLV(0x7F61, [.integer(1), template])]).serialized()
    }
}
