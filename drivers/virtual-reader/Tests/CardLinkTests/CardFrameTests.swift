import CardLink
import Testing

@Suite struct CardFrameTests {
    @Test(arguments: [0, 1, 2, 255, 256, 4096, 65_535])
    func roundTripInPiecesOfAnySize(_ size: Int) throws {
        let payload = (0..<size).map { UInt8(truncatingIfNeeded: $0) }
        let frame = try CardFrame.serialized(payload)
        #expect(frame.count == size + 2)
        for piece in [1, 7, 5000] where size < 5000 || piece > 1 {
            var parser = CardFrameParser()
            var rest = frame[...]
            while parser.payload == nil {
                let next = rest.prefix(min(piece, parser.wanted))
                parser.append(next)
                rest = rest.dropFirst(next.count)
            }
            #expect(parser.payload == payload)
            #expect(parser.wanted == 0 && rest.isEmpty)
        }
    }

    @Test func everyPrefixIsIncomplete() throws {
        let frame = try CardFrame.serialized(Array(repeating: 0x90, count: 300))
        for length in frame.indices {
            var parser = CardFrameParser()
            while parser.wanted > 0, parser.wanted <= length { parser.append(frame.prefix(2)); break }
            if length > 2 { parser.append(frame[2..<length]) }
            #expect(parser.payload == nil)
        }
    }

    @Test func bytesOfTheNextFrameAreNotTaken() {
        var parser = CardFrameParser()
        parser.append([0, 2])
        parser.append([0x90, 0x00, 0xFF, 0xFF])
        #expect(parser.payload == [0x90, 0x00])
        parser.append([0xFF])
        #expect(parser.payload == [0x90, 0x00])
    }

    @Test func aCommandThatNoFrameCarriesIsRefused() {
        #expect(throws: CardLinkError.self) { try CardFrame.serialized(Array(repeating: 0, count: 65_536)) }
    }
}
