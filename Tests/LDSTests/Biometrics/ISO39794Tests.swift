import LDS
import SmartCard
import TestData
import Testing

@Suite("ISO/IEC 39794")
struct ISO39794Tests {
    /// The block of a published sample, in a file as Doc 9303-10 §4.5.6 has it.
    private func group(_ kind: BiometricKind, _ name: String) throws -> BiometricGroup {
        let block = try BERTLV(parsing: try TestData.bytes(name))
        let template = BERTLV(
            0x7F60,
            [
                BERTLV(0xA1, BiometricHeader(kind, isStandard39794: true).objects),
                BERTLV(0x7F2E, [BERTLV(0xA1, [block])]),
            ])
        let file = BERTLV(kind.tag, [BERTLV(0x7F61, [BERTLV(0x02, [1]), template])]).serialized()
        let group = try BiometricGroup(kind, parsing: file)
        #expect(group.serialized() == file)
        return group
    }

    private func block(_ group: BiometricGroup) throws -> ISO39794Block {
        guard case .standard39794(let block, let inTemplate) = group.templates.first?.block else {
            throw LDSError(.unsupported, in: "test", "another block")
        }
        #expect(inTemplate)
        return block
    }

    @Test("the published face", .needs("iso39794/face-39794-5-ed1.der"))
    func face() throws {
        let group = try group(.face, "iso39794/face-39794-5-ed1.der")
        let block = try block(group)
        #expect(block.kind == .face)
        #expect([block.generation, block.year] == [3, 2019])
        let one = try #require(block.representations.first)
        #expect(block.representations.count == 1)
        #expect(one.format == 2)
        #expect(one.image.count == 893_557)
        #expect(one.captured == CalendarDate(2019, 7, 8))
        #expect(one.size == nil)
        let image = try FaceImage(parsingDataGroup2: group.serialized())
        #expect(image.format == .jpeg)
        #expect(try #require(image.size).width > 0)
    }

    @Test("the published finger", .needs("iso39794/finger-39794-4-ed1.der"))
    func finger() throws {
        let group = try group(.finger, "iso39794/finger-39794-4-ed1.der")
        let one = try #require(try block(group).representations.first)
        #expect(one.position == 2)
        #expect(one.format == 4)
        let image = try #require(group.images.first)
        #expect(image.header == ImageHeader(one.image))
        #expect(image.header?.format == .png)
        #expect(image.header?.size == PixelSize(width: 24, height: 24))
        #expect(one.captured == CalendarDate(2018, 12, 30))
    }

    @Test("the published iris", .needs("iso39794/iris-39794-6-ed1.der"))
    func iris() throws {
        let group = try group(.iris, "iso39794/iris-39794-6-ed1.der")
        let one = try #require(try block(group).representations.first)
        #expect(one.image.count == 148_593)
        let image = try #require(group.images.first)
        #expect(image.position == one.position)
        #expect(image.header?.size != nil)
        #expect(one.captured != nil)
    }

    @Test("what a built block says", arguments: BiometricKind.allCases)
    func built(kind: BiometricKind) throws {
        let read = try BiometricGroup(kind, parsing: Samples.standard39794(kind).serialized())
        guard case .standard39794(let block, _) = read.templates.first?.block else {
            Issue.record("another block")
            return
        }
        #expect(block.representations.map(\.image) == [Samples.jpeg, Samples.png])
        #expect(block.representations.map(\.format) == [2, 4])
        #expect(block.representations.map(\.captured) == [CalendarDate(2026, 2, 28), nil])
        #expect(block.representations.map(\.position) == (kind == .face ? [nil, nil] : [2, 1]))
        #expect(block.representations.first?.size == (kind == .face ? PixelSize(width: 300, height: 400) : nil))
    }

    @Test(
        "blocks without their parts are refused",
        arguments: [
            "6500", "6504A0028000", "6507A0058001038100", "650FA00780010381 0207E3A1 04 30028000",
            "6509A00780010381 0207E3",
            "650CA00780010381 0207E3A1013000", "650DA00780010381 0207E3A1 02 3100",
            "650EA00780010381 0207E3A1 03 300100",
        ])
    func refused(hex: String) throws {
        let block = try #require(Hex.bytes(hex))
        let template = BERTLV(0x7F60, [BERTLV(0xA1, [UInt8]()), BERTLV(0x7F2E, block)])
        let file = BERTLV(0x75, [BERTLV(0x7F61, [template])]).serialized()
        #expect(throws: LDSError.self) { try FaceImage(parsingDataGroup2: file) }
    }

    @Test("the published fingerprint in WSQ", .needs("wsq/fp.wsq"))
    func wsq() throws {
        let bytes = try TestData.bytes("wsq/fp.wsq")
        let header = try #require(ImageHeader(bytes))
        #expect(header.format == .wsq)
        #expect(header.size == PixelSize(width: 620, height: 620))
    }

    @Test(
        "damaged blocks: refused, or read as something stable", .needs("iso39794/finger-39794-4-ed1.der"),
        arguments: [1, 2] as [UInt64])
    func damage(seed: UInt64) throws {
        let file = try group(.finger, "iso39794/finger-39794-4-ed1.der").serialized()
        var mutations = Mutations(seed: seed)
        for _ in 0..<1500 {
            guard let read = try? BiometricGroup(.finger, parsing: mutations.damaged(file)) else { continue }
            let written = read.serialized()
            #expect(try BiometricGroup(.finger, parsing: written).serialized() == written)
        }
    }
}
