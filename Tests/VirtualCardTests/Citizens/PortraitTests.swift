import Imaging
import LDS
import Testing
import VirtualCard

@Suite("Portraits")
struct PortraitTests {
    /// JPEG is decoded nowhere in the station; JPEG 2000 is, for the screen.
    @Test("a face in JPEG 2000 is a picture of the same size, and much like a face in JPEG is small")
    func jpeg2000() throws {
        let citizen = SyntheticCitizen(seed: 6)
        let face = try citizen.faceImage(.jpeg2000)
        #expect(face.format == .jpeg2000 && face.size == FaceImage.Size(width: 300, height: 400))
        #expect((8_000...20_000).contains(face.bytes.count))
        #expect(try citizen.faceImage(.jpeg2000) == face)
        #expect(try SyntheticCitizen(seed: 7).faceImage(.jpeg2000) != face)
        #expect(try FaceImage(parsingDataGroup2: face.dataGroup2()) == face)

        let image = try JPEG2000Decoder.decode(face.bytes)
        #expect((image.width, image.height, image.channels) == (300, 400, .rgb))
        func mean(_ x: Range<Int>, _ y: Range<Int>, _ channel: Int) -> Int {
            let values = y.flatMap { row in x.map { Int(image.pixels[(row * 300 + $0) * 3 + channel]) } }
            return values.reduce(0, +) / values.count
        }
        // A pale blue wall behind, skin in the middle, dark hair above it.
        #expect(mean(5..<25, 5..<25, 2) > mean(5..<25, 5..<25, 0) && mean(5..<25, 5..<25, 0) > 200)
        #expect(mean(130..<170, 225..<240, 0) > mean(130..<170, 225..<240, 2) + 30)
        #expect(mean(130..<170, 95..<110, 1) < 100)
    }
}
