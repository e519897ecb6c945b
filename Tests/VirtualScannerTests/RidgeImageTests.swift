import Biometrics
import Imaging
import LDS
import Testing
import VirtualScanner

@Suite("Drawn fingerprints")
struct RidgeImageTests {
    @Test("the same seed and finger give the same picture, others another")
    func deterministic() throws {
        let one = try RidgeImage(seed: 1, finger: .leftIndex, quality: 80).picture()
        #expect(try RidgeImage(seed: 1, finger: .leftIndex, quality: 80).picture() == one)
        #expect(try RidgeImage(seed: 2, finger: .leftIndex, quality: 80).picture() != one)
        #expect(try RidgeImage(seed: 1, finger: .leftMiddle, quality: 80).picture() != one)
        // Ridges: both dark and light in the middle.
        let middle = one.pixels[(160 * one.width + 60)..<(160 * one.width + 200)]
        #expect((middle.min() ?? 255) < 110 && (middle.max() ?? 0) > 200)
    }

    @Test("the record is one of ISO/IEC 19794-4 and holds the picture without loss")
    func record() throws {
        let image = RidgeImage(seed: 3, finger: .rightThumb, quality: 55)
        let record = try FingerRecord(parsing: image.record())
        let view = try #require(record.views.first)
        #expect(record.compression == .jpeg2000 && record.views.count == 1 && record.trailing == [])
        #expect(view.position == 1 && view.quality == 55)
        #expect(try JPEG2000Decoder.decode(view.image) == image.picture())
    }
}
