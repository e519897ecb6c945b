/// A face drawn by code: plainly synthetic, different for every seed. 300 × 400 pixels, RGB.
struct Portrait {
    static let width = 300
    static let height = 400

    private(set) var pixels: [UInt8]

    init(_ citizen: SyntheticCitizen) {
        var random = SplitMix64(seed: citizen.seed ^ 0x00FA_CE00)
        let shapes = PortraitShape.face(isMale: citizen.isMale, &random)
        let count = Self.width * Self.height * 3
        // A pale wall, a little darker below.
        var colours = [Float](unsafeUninitializedCapacity: count) { colours, initialized in
            for index in 0..<(Self.width * Self.height) {
                let y = Float(index / Self.width)
                colours[index * 3] = 214 - y / 14
                colours[index * 3 + 1] = 224 - y / 14
                colours[index * 3 + 2] = 234 - y / 16
            }
            initialized = count
        }
        colours.withUnsafeMutableBufferPointer { colours in
            for shape in shapes { shape.paint(colours, width: Self.width, height: Self.height) }
        }
        // The grain of a sensor: five bits of a random number for a pixel.
        pixels = [UInt8](unsafeUninitializedCapacity: count) { pixels, initialized in
            var bits: UInt64 = 0
            for index in 0..<(Self.width * Self.height) {
                if index % 12 == 0 { bits = random.next() }
                let grain = Float(((bits & 0x1F) * 13) >> 5) - 6
                bits >>= 5
                for place in (index * 3)..<(index * 3 + 3) {
                    pixels[place] = UInt8(max(0, min(255, colours[place] + grain)))
                }
            }
            initialized = count
        }
    }
}
