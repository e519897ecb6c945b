import Imaging
import TestData
import Testing

@Suite("JPEG 2000, hostile")
struct JPEG2000HostileTests {
    /// Where things stand in the codestream that the encoder makes: SOC, SIZ with three components, COD.
    private enum Place {
        static let capabilities = 6
        static let right = 8
        static let left = 16
        static let tileWidth = 24
        static let tileLeft = 32
        static let componentCount = 40
        static let depth = 42
        static let step = 43
        static let codingStyle = 51 + 4
        static let layers = 51 + 6
        static let levels = 51 + 9
        static let blockWidth = 51 + 10
        static let transformation = 51 + 13
    }

    private func patched(_ place: Int, _ octets: [UInt8]) throws -> [UInt8] {
        var bytes = try Pictures.codestream()
        bytes.replaceSubrange(place..<(place + octets.count), with: octets)
        return bytes
    }

    @Test("the places are right")
    func places() throws {
        let bytes = try Pictures.codestream()
        #expect(bytes[0..<4] == [0xFF, 0x4F, 0xFF, 0x51])
        #expect(bytes[Place.right..<(Place.right + 8)] == [0, 0, 0, 40, 0, 0, 0, 30])
        #expect(bytes[Place.componentCount..<(Place.componentCount + 5)] == [0, 3, 7, 1, 1])
        #expect(bytes[51..<53] == [0xFF, 0x52])
        #expect(bytes[Place.layers..<(Place.layers + 2)] == [0, 1])
        #expect(bytes[Place.transformation] == 1)
    }

    @Test(
        "headers that ask for too much are refused before a decoder sees them",
        arguments: [
            // Width; height; both; a grid without end.
            (Place.right, [0x00, 0x00, 0xFF, 0xFF]), (Place.right + 4, [0x7F, 0xFF, 0xFF, 0xFF]),
            (Place.right, [0, 0, 0x20, 0, 0, 0, 0x20, 0]),
            (Place.right, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]),
            // Tiles of one pixel.
            (Place.tileWidth, [0, 0, 0, 1, 0, 0, 0, 1]),
            // Components; layers.
            (Place.componentCount, [0x40, 0x00]), (Place.layers, [0xFF, 0xFF]),
        ] as [(Int, [UInt8])])
    func tooLarge(place: Int, octets: [UInt8]) throws {
        let bytes = try patched(place, octets)
        #expect { try JPEG2000Decoder.size(bytes) } throws: { ($0 as? ImagingError)?.code == .tooLarge }
        #expect(throws: ImagingError.self) { try JPEG2000Decoder.decode(bytes) }
    }

    @Test(
        "headers that make no sense, or ask for other parts of the standard, are refused",
        arguments: [
            (Place.capabilities, [0x40, 0x00]), (Place.capabilities, [0x80, 0x00]), (Place.right, [0, 0, 0, 0]),
            (Place.left, [0, 0, 0, 40]), (Place.left, [0xFF, 0xFF, 0xFF, 0xFF]), (Place.tileWidth, [0, 0, 0, 0]),
            // Forty tiles are said, one is there.
            (Place.tileWidth, [0, 0, 0, 1]),
            (Place.tileLeft, [0, 0, 0, 1]), (Place.componentCount, [0, 0]), (Place.componentCount, [0, 4]),
            (Place.componentCount, [0, 2]), (Place.depth, [0x25]), (Place.depth, [0x7F]), (Place.step, [0]),
            (Place.step, [5]), (Place.step, [0xFF, 0xFF]), (Place.levels, [33]), (Place.levels, [0xFF]),
            (Place.blockWidth, [9]), (Place.blockWidth, [8, 8]), (Place.blockWidth, [0xFF]),
            (Place.transformation, [2]), (Place.codingStyle, [1]), (2, [0xFF, 0x52]), (51, [0xFF, 0x60]),
            (51, [0xFF, 0x61]), (51, [0xFF, 0x74]), (51, [0xFF, 0x50]), (51, [0x00, 0x00]), (53, [0, 0]), (53, [0, 1]),
            (53, [0xFF, 0xFF]), (4, [0, 0]), (4, [0xFF, 0xFF]),
        ] as [(Int, [UInt8])])
    func senseless(place: Int, octets: [UInt8]) throws {
        let bytes = try patched(place, octets)
        #expect(throws: ImagingError.self) { try JPEG2000Decoder.size(bytes) }
        #expect(throws: ImagingError.self) { try JPEG2000Decoder.decode(bytes) }
    }

    /// Precincts of one pixel: a record for each would take gigabytes in a large image.
    @Test("a coding style of tiny precincts is refused in a large image, in COD and in COC")
    func precincts() throws {
        let bytes = try JPEG2000Encoder.encode(try Pictures.picture(1000, 1000, .grey))
        let start = try #require(bytes.indices.first { bytes[$0...].starts(with: [0xFF, 0x52]) })
        let levels = Int(bytes[start + 9])
        let tail = Array(bytes[(start + 9)..<(start + 14)]) + [0x00] + [UInt8](repeating: 0x11, count: levels)
        let style = [1] + bytes[(start + 5)..<(start + 9)] + tail
        let inCOD = bytes[..<start] + [0xFF, 0x52, 0, UInt8(style.count + 2)] + style + bytes[(start + 14)...]
        #expect { try JPEG2000Decoder.size(Array(inCOD)) } throws: { ($0 as? ImagingError)?.code == .tooLarge }
        let componentStyle = [0, 1] + tail
        let coc = [0xFF, 0x53, 0, UInt8(componentStyle.count + 2)] + componentStyle
        let inCOC = bytes[..<(start + 14)] + coc + bytes[(start + 14)...]
        #expect { try JPEG2000Decoder.size(Array(inCOC)) } throws: { ($0 as? ImagingError)?.code == .tooLarge }
        // In the header of a tile-part as well.
        let part = try #require(bytes.indices.first { bytes[$0...].starts(with: [0xFF, 0x90]) })
        var inPart = Array(bytes[..<(part + 12)] + coc + bytes[(part + 12)...])
        inPart.replaceSubrange((part + 6)..<(part + 10), with: [0, 0, 0, 0])
        #expect { try JPEG2000Decoder.size(inPart) } throws: { ($0 as? ImagingError)?.code == .tooLarge }
    }

    @Test("small blocks in a large image are refused: each costs a record")
    func blocks() throws {
        let bytes = try JPEG2000Encoder.encode(try Pictures.picture(1200, 1000, .grey))
        let start = try #require(bytes.indices.first { bytes[$0...].starts(with: [0xFF, 0x52]) })
        var tiny = bytes
        tiny.replaceSubrange((start + 10)..<(start + 12), with: [0, 0])
        #expect { try JPEG2000Decoder.size(tiny) } throws: { ($0 as? ImagingError)?.code == .tooLarge }
    }

    @Test("the limits are the caller's")
    func limits() throws {
        let bytes = try Pictures.codestream()
        let cases: [(WritableKeyPath<JPEG2000Limits, Int>, Int)] = [
            (\.fileSize, bytes.count - 1), (\.side, 39), (\.pixels, 1199), (\.components, 2), (\.tiles, 0),
            (\.codeBlocks, 3), (\.precincts, 3), (\.packets, 3),
        ]
        for (path, value) in cases {
            var limits = JPEG2000Limits()
            limits[keyPath: path] = value
            #expect { try JPEG2000Decoder.decode(bytes, limits: limits) } throws: {
                ($0 as? ImagingError)?.code == .tooLarge
            }
            #expect(throws: ImagingError.self) { try JPEG2000Decoder.size(bytes, limits: limits) }
        }
        #expect(throws: Never.self) { try JPEG2000Decoder.decode(bytes) }
    }

    @Test("every prefix is refused: nothing is shown in part")
    func prefixes() throws {
        let bare = try Pictures.codestream()
        for file in [bare, Pictures.file(bare, Pictures.colour(16))] {
            for count in 0..<file.count {
                #expect(throws: ImagingError.self, "\(count)") { try JPEG2000Decoder.decode(Array(file.prefix(count))) }
            }
        }
    }

    @Test("damaged files are refused or decoded to the size that they told", arguments: 1...6)
    func damage(seed: UInt64) throws {
        let bare = try Pictures.codestream()
        let small = try JPEG2000Encoder.encode(try Pictures.picture(16, 16, .grey), ratio: 4)
        var damage = Damage(seed: seed)
        for file in [bare, Pictures.file(bare, Pictures.colour(18)), small] {
            for _ in 0..<500 {
                let bytes = damage.damaged(file)
                guard let picture = try? JPEG2000Decoder.decode(bytes) else { continue }
                #expect(try JPEG2000Decoder.size(bytes) == (picture.width, picture.height))
            }
        }
    }

    @Test("damage to the specimen's portrait", .needs("bsi2008/Datagroup2.bin"))
    func specimen() throws {
        let file = try #require(try TestData.images(in: "bsi2008/Datagroup2.bin").first)
        var damage = Damage(seed: 9)
        for _ in 0..<25 { _ = try? JPEG2000Decoder.decode(damage.damaged(file)) }
        for count in stride(from: 0, to: file.count, by: 700) {
            #expect(throws: ImagingError.self) { try JPEG2000Decoder.decode(Array(file.prefix(count))) }
        }
    }

    @Test("a codestream without end of its headers is refused")
    func segments() throws {
        let bytes = try Pictures.codestream()
        let comment: [UInt8] = [0xFF, 0x64, 0, 4, 0, 1]
        let many = bytes[..<51] + [[UInt8]](repeating: comment, count: 5000).flatMap { $0 } + bytes[51...]
        #expect { try JPEG2000Decoder.size(Array(many)) } throws: { ($0 as? ImagingError)?.code == .tooLarge }
        let some = bytes[..<51] + [[UInt8]](repeating: comment, count: 50).flatMap { $0 } + bytes[51...]
        #expect(try JPEG2000Decoder.decode(Array(some)) == JPEG2000Decoder.decode(bytes))
    }
}
