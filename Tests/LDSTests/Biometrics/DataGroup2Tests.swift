import LDS
import SmartCard
import TestData
import Testing

@Suite("EF.DG2")
struct DataGroup2Tests {
    /// The card of 2021 says 480 × 400 around an image of 300 × 400.
    @Test("the image is believed, not the header around it")
    func wrongHeader() throws {
        let image = try FaceImage(Samples.jpeg)
        let read = try FaceImage(parsingDataGroup2: image.dataGroup2(headerSize: .init(width: 480, height: 400)))
        #expect(read == image)
        #expect(read.size == .init(width: 300, height: 400))
    }

    @Test("feature points are stepped over", arguments: [0, 1, 30])
    func featurePoints(count: Int) throws {
        let points = [UInt8](repeating: 0x0C, count: 8 * count)
        let file = Self.file(points: count, after: points + [UInt8](repeating: 0, count: 12) + Samples.jpeg)
        #expect(try FaceImage(parsingDataGroup2: file).bytes == Samples.jpeg)
    }

    @Test(
        "lengths that do not add up are refused",
        arguments: [
            (1, nil), (0xFFFF, nil), (0, 0), (0, 31), (0, 32), (0, 0xFFFF_FFFF), (0, 200),
        ] as [(Int, Int?)])
    func lengths(points: Int, faceLength: Int?) {
        let file = Self.file(
            points: points, faceLength: faceLength, after: [UInt8](repeating: 0, count: 12) + [0xFF, 0xD8])
        #expect(throws: LDSError.self) { try FaceImage(parsingDataGroup2: file) }
    }

    @Test(
        "a template without a face, or with a finger, is refused",
        arguments: [
            "7500", "75037F6100", "75087F6105 7F600200 00".replacing(" ", with: ""),
            "750B7F6108 7F6005 5F2E024649".replacing(" ", with: ""),
        ])
    func noFace(hex: String) throws {
        let bytes = try #require(Hex.bytes(hex))
        #expect(throws: LDSError.self) { try FaceImage(parsingDataGroup2: bytes) }
    }

    @Test("the specimen of the BSI", .needs("bsi2008/Datagroup2.bin"))
    func bsi() throws {
        let image = try FaceImage(parsingDataGroup2: try TestData.bytes("bsi2008/Datagroup2.bin"))
        #expect(image.format == .jpeg2000)
        // The header says 337 × 449; the image's own `ihdr` box says this.
        #expect(image.size == .init(width: 413, height: 531))
        #expect(image.bytes.count == 15_083 - 84)
        #expect(try FaceImage(parsingDataGroup2: image.dataGroup2()) == image)
    }

    @Test("every prefix of the specimen is refused", .needs("bsi2008/Datagroup2.bin"))
    func bsiPrefixes() throws {
        let bytes = try TestData.bytes("bsi2008/Datagroup2.bin")
        for count in Array(0..<200) + Array(stride(from: 200, to: bytes.count, by: 97)) {
            #expect(throws: LDSError.self) { try FaceImage(parsingDataGroup2: Array(bytes.prefix(count))) }
        }
    }

    @Test("fingers and irises are no faces", .needs("bsi2008/Datagroup3.bin"), arguments: ["Datagroup3", "Datagroup4"])
    func otherBiometrics(name: String) throws {
        let bytes = try TestData.bytes("bsi2008/\(name).bin")
        #expect(throws: LDSError.self) { try FaceImage(parsingDataGroup2: bytes) }
        let disguised = BERTLV(0x75, try BERTLV(parsing: bytes).value).serialized()
        #expect { try FaceImage(parsingDataGroup2: disguised) } throws: { ($0 as? LDSError)?.code == .unsupported }
    }

    /// EF.DG2 around a facial record whose inner lengths are as asked.
    private static func file(points: Int, faceLength: Int? = nil, after information: [UInt8]) -> [UInt8] {
        let length = faceLength ?? 20 + information.count
        let octets = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) }
        let record =
            Array("FAC\0010\0".utf8) + [0, 0, 0, 0, 0, 1] + octets
            + [UInt8(truncatingIfNeeded: points >> 8), UInt8(truncatingIfNeeded: points)]
            + [UInt8](repeating: 0, count: 14) + information
        let template = BERTLV(0x7F60, [BERTLV(0xA1, [UInt8]()), BERTLV(0x5F2E, record)])
        return BERTLV(0x75, [BERTLV(0x7F61, [BERTLV(0x02, [1]), template])]).serialized()
    }
}
