import Testing

@testable import Imaging

@Suite("JPEG 2000, kinds of samples")
struct JPEG2000SamplesTests {
    private typealias Plane = JPEG2000Encoder.Plane
    private typealias Grid = JPEG2000Encoder.Grid

    private func plane(_ samples: [Int32], precision: Int = 8, isSigned: Bool = false, step: Int = 1) -> Plane {
        var plane = Plane(samples)
        plane.precision = precision
        plane.isSigned = isSigned
        plane.step = step
        return plane
    }

    @Test(
        "samples of any depth become eight bits",
        arguments: [
            (1, false, [0, 1, 0, 1], [0, 255, 0, 255]), (4, false, [0, 1, 8, 15], [0, 17, 136, 255]),
            (8, true, [-128, -1, 0, 127], [0, 127, 128, 255]), (12, false, [0, 1, 2048, 4095], [0, 0, 128, 255]),
            (16, false, [0, 257, 32_768, 65_535], [0, 1, 128, 255]),
            (16, true, [-32_768, -1, 0, 32_767], [0, 127, 128, 255]),
        ] as [(Int, Bool, [Int32], [UInt8])])
    func depths(precision: Int, isSigned: Bool, samples: [Int32], pixels: [UInt8]) throws {
        let file = try JPEG2000Encoder.encode(
            [plane(samples, precision: precision, isSigned: isSigned)], Grid(width: 2, height: 2))
        let picture = try JPEG2000Decoder.decode(file)
        #expect(picture.channels == .grey)
        #expect(picture.pixels == pixels)
    }

    @Test("transparency is left out", arguments: [1, 2, 3, 4])
    func components(count: Int) throws {
        let planes = (0..<count).map { plane([Int32](repeating: Int32(10 * ($0 + 1)), count: 6)) }
        let picture = try JPEG2000Decoder.decode(try JPEG2000Encoder.encode(planes, Grid(width: 3, height: 2)))
        #expect(picture.channels == (count < 3 ? .grey : .rgb))
        #expect(Array(picture.pixels.prefix(3)) == (count < 3 ? [10, 10, 10] : [10, 20, 30]))
    }

    /// Colour differences for every second pixel, the way of digital cameras. Nothing says that they are: thinned-out
    /// components are never red, green and blue.
    @Test("colour differences that are thinned out", arguments: [(8, 6), (7, 5), (1, 1)])
    func thinned(width: Int, height: Int) throws {
        let small = ((width + 1) / 2) * ((height + 1) / 2)
        let planes = [
            plane([Int32](repeating: 76, count: width * height)),
            plane([Int32](repeating: 85, count: small), step: 2),
            plane([Int32](repeating: 255, count: small), step: 2),
        ]
        let picture = try JPEG2000Decoder.decode(
            try JPEG2000Encoder.encode(planes, Grid(width: width, height: height)))
        #expect(picture.pixels.count == width * height * 3)
        for pixel in stride(from: 0, to: picture.pixels.count, by: 3) {
            #expect(picture.pixels[pixel] >= 253 && picture.pixels[pixel + 1] <= 2 && picture.pixels[pixel + 2] <= 2)
        }
    }

    @Test("tiles, and a picture off the grid's origin", arguments: [nil, 16, 7, 64], [(0, 0), (5, 3), (1000, 1)])
    func tiles(side: Int?, origin: (Int, Int)) throws {
        let picture = try Pictures.picture(40, 30, .grey)
        var grid = Grid(width: 40, height: 30)
        grid.tileSide = side
        (grid.left, grid.top) = origin
        // Tiles begin at the grid's origin: far from it they are too many, or none of them is there.
        let tooMany = side != nil && origin.0 == 1000
        let file = try? JPEG2000Encoder.encode([plane(picture.pixels.map { Int32($0) })], grid)
        if let file, !tooMany {
            #expect(try JPEG2000Decoder.decode(file) == picture)
        } else {
            #expect(tooMany)
            if let file { #expect(throws: ImagingError.self) { try JPEG2000Decoder.decode(file) } }
        }
    }

    @Test("samples that do not go with the grid are not encoded")
    func wrongSamples() {
        #expect(throws: ImagingError.self) {
            try JPEG2000Encoder.encode([plane([1, 2, 3])], Grid(width: 2, height: 2))
        }
    }
}
