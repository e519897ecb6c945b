import LDS
import SmartCard
import Testing

@Suite("Biometric groups")
struct BiometricGroupTests {
    @Test(
        "what was built is read back",
        arguments: [
            Samples.faces, Samples.fingers, Samples.irises, Samples.standard39794(.face),
            Samples.standard39794(.finger), Samples.standard39794(.iris),
        ])
    func built(group: BiometricGroup) throws {
        let read = try BiometricGroup(group.kind, parsing: group.serialized())
        #expect(read == group)
        #expect(read.statedCount == read.templates.count)
        #expect(read.images.count == group.images.count)
        for other in BiometricKind.allCases where other != group.kind {
            #expect(throws: LDSError.self) { try BiometricGroup(other, parsing: group.serialized()) }
        }
    }

    @Test("the header's fields, from the worked example of Doc 9303-10 appendix A.3")
    func header() throws {
        let header = try #require(Samples.faces.templates.last?.header)
        #expect(header.version == [1, 1])
        #expect(header.biometricType == [2])
        #expect(header.created?.text == "2002-03-15 13:30:00")
        let validity = try #require(header.validity)
        #expect([validity.from.text, validity.through.text] == ["2002-04-01", "2007-03-31"])
        #expect(header.creator == [0, 1, 0, 1])
        #expect(header.formatOwner == [1, 1])
        #expect(header.formatType == [0, 8])
        #expect(header.subtype?.description == "")
    }

    @Test("one instance in the octets of Doc 9303-10 table 51")
    func oneInstance() throws {
        let header = try #require(Samples.fingers.templates.first?.header)
        // The version is optional and ours to write.
        let written = header.objects.filter { $0.tag != 0x80 }.flatMap { $0.serialized() }
        #expect(written == Hex.bytes("810108 82010A 87020101 88020007"))
    }

    @Test(
        "which finger or eye",
        arguments: [
            (0x09, "right pointer finger"), (0x0A, "left pointer finger"), (0x05, "right thumb"),
            (0x16, "left little finger"), (0x01, "right"), (0x00, ""), (0xFF, ""), (0x03, ""),
        ])
    func subtypes(octet: UInt8, name: String) {
        #expect(BiometricSubtype(rawValue: octet).description == name)
    }

    @Test("a file without instances, and with issuer-defined content")
    func empty() throws {
        let bytes = try #require(Hex.bytes("630C 7F6103 020100 5304 01020304"))
        let group = try BiometricGroup(.finger, parsing: bytes)
        #expect(group == BiometricGroup(.finger, [], issuerContent: [1, 2, 3, 4]))
        #expect(group.statedCount == 0)
        #expect(group.serialized() == bytes)
        // Inside the group, and before it, it is kept as well.
        for hex in ["630C 7F6109 020100 5304 01020304", "630C 5304 01020304 7F6103 020100"] {
            let bytes = try #require(Hex.bytes(hex))
            #expect(try BiometricGroup(.finger, parsing: bytes).serialized() == bytes)
        }
    }

    @Test(
        "no group, two groups and parts that are cut are refused",
        arguments: ["6300", "63027F60", "63067F61007F6100", "6306 7F6103 7F6001", "6308 7F6105 7F6002 A101"])
    func refused(hex: String) throws {
        let bytes = try #require(Hex.bytes(hex))
        #expect(throws: LDSError.self) { try BiometricGroup(.finger, parsing: bytes) }
    }

    @Test("templates without end are refused")
    func endless() throws {
        let template = BiometricTemplate(BiometricHeader(.finger), .other([]))
        let most = BiometricGroup(.finger, Array(repeating: template, count: 64))
        #expect(try BiometricGroup(.finger, parsing: most.serialized()) == most)
        let more = BiometricGroup(.finger, Array(repeating: template, count: 65))
        #expect(throws: LDSError.self) { try BiometricGroup(.finger, parsing: more.serialized()) }
    }

    @Test("a block of an unknown format is kept")
    func unknownFormat() throws {
        let template = BiometricTemplate(BiometricHeader(.face), .other([0x58, 0x59, 0x5A]))
        let group = BiometricGroup(.face, [template])
        #expect(try BiometricGroup(.face, parsing: group.serialized()) == group)
        #expect(group.images == [])
    }

    @Test("images are told apart by what they say themselves")
    func images() throws {
        #expect(Samples.faces.images.count == 3)
        #expect(Samples.faces.images.allSatisfy { $0.header?.size == PixelSize(width: 300, height: 400) })
        let fingers = Samples.fingers.images
        #expect(fingers.map { $0.header?.format } == [.wsq, nil])
        #expect(fingers.first?.header?.size == PixelSize(width: 620, height: 500))
        #expect(fingers.map(\.positionName) == ["left index finger", "right index finger"])
        let irises = Samples.irises.images
        #expect(irises.map { $0.header?.format } == [.jpeg, .png])
        #expect(irises.map(\.positionName) == ["right iris", "right iris"])
        #expect(irises.last?.header?.size == PixelSize(width: 24, height: 32))
    }

    @Test("every prefix of a WSQ and a PNG image tells its size or none")
    func prefixes() {
        for (image, size) in [
            (Samples.wsq, PixelSize(width: 620, height: 500)), (Samples.png, PixelSize(width: 24, height: 32)),
        ] {
            for count in 0...image.count {
                let told = ImageHeader(Array(image.prefix(count)))?.size
                #expect(told == nil || told == size)
            }
            #expect(ImageHeader(image)?.size == size)
        }
    }
}
