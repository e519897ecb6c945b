package import Imaging

/// What a camera at the counter sees of a synthetic citizen: the face of the card's portrait in a wider picture, and the
/// poor pictures that a counter meets. Same seed and frame, same pixels.
package struct CameraScene: Sendable, Hashable {
    /// What is wrong with the picture.
    package enum Fault: String, Sendable, Hashable, CaseIterable {
        /// Nobody is there.
        case empty
        /// A second person stands beside.
        case two
        /// The lens is out of focus.
        case blurred
        case dark
        /// Light from behind: most of it is white.
        case bright
        /// The face is at the edge.
        case aside
        /// The citizen stands far away.
        case far
    }

    package var width = 640
    package var height = 480
    package var faults: Set<Fault> = []

    package init() {}

    /// One frame; frames differ by the grain of the sensor.
    package func frame(of citizen: SyntheticCitizen, number: Int = 0) throws -> PixelImage {
        let count = width * height * 3
        var colours = [Float](repeating: 0, count: count)
        for index in 0..<(width * height) {
            let shade = Float(index / width) * 28 / Float(height)
            (colours[index * 3], colours[index * 3 + 1], colours[index * 3 + 2]) = (
                214 - shade, 224 - shade, 234 - shade
            )
        }
        colours.withUnsafeMutableBufferPointer { colours in
            for (seed, isMale, left, scale) in people(citizen) {
                var random = SplitMix64(seed: seed ^ 0x00FA_CE00)
                for shape in PortraitShape.face(isMale: isMale, &random) {
                    shape.moved(left: left, scale: scale, bottom: Float(height))
                        .paint(colours, width: width, height: height)
                }
            }
        }
        if faults.contains(.blurred) { for _ in 0..<3 { colours = blurred(colours) } }
        let (gain, offset): (Float, Float) =
            faults.contains(.dark) ? (0.16, 0) : faults.contains(.bright) ? (1.3, 90) : (1, 0)
        let grain: Float = faults.contains(.blurred) ? 1 : 6
        var random = SplitMix64(seed: citizen.seed ^ UInt64(truncatingIfNeeded: number) &* 0x9E37)
        let pixels = colours.map { colour in
            let noise = Float(random.next() & 0x1F) / 31 * 2 * grain - grain
            return UInt8(max(0, min(255, colour * gain + offset + noise * min(1, gain))))
        }
        guard let image = PixelImage(width: width, height: height, channels: .rgb, pixels: pixels) else {
            throw PortraitError()
        }
        return image
    }

    /// Seed, sex, left edge of the portrait and its scale, for everybody in the picture.
    private func people(_ citizen: SyntheticCitizen) -> [(UInt64, Bool, Float, Float)] {
        if faults.contains(.empty) { return [] }
        let scale = Float(height) / 400 * (faults.contains(.far) ? 0.35 : 0.95)
        let middle = Float(width) / 2 - 150 * scale
        let main = (
            citizen.seed, citizen.isMale, faults.contains(.aside) ? middle - Float(width) * 0.27 : middle, scale
        )
        guard faults.contains(.two) else { return [main] }
        let shift = min(Float(width) * 0.24, middle + 150 * scale)
        return [
            (main.0, main.1, middle - shift, scale * 0.9),
            (citizen.seed &+ 1, !citizen.isMale, middle + shift, scale * 0.9),
        ]
    }

    /// A box blur of 9 pixels, along rows and then along columns.
    private func blurred(_ colours: [Float]) -> [Float] {
        let reach = 4
        func pass(_ source: [Float], _ lines: Int, _ length: Int, _ place: (Int, Int) -> Int) -> [Float] {
            var result = source
            for line in 0..<lines {
                for channel in 0..<3 {
                    for index in 0..<length {
                        var sum: Float = 0
                        for other in (index - reach)...(index + reach) {
                            sum += source[place(line, max(0, min(length - 1, other))) * 3 + channel]
                        }
                        result[place(line, index) * 3 + channel] = sum / Float(2 * reach + 1)
                    }
                }
            }
            return result
        }
        let rows = pass(colours, height, width) { $0 * width + $1 }
        return pass(rows, width, height) { $1 * width + $0 }
    }
}

extension PortraitShape {
    /// The shape of a portrait of 300 × 400 in a larger picture, the portrait standing on its lower edge.
    fileprivate func moved(left: Float, scale: Float, bottom: Float) -> PortraitShape {
        PortraitShape(
            centre: (centre.x * scale + left, bottom - (400 - centre.y) * scale),
            radius: (radius.x * scale, radius.y * scale), colour: colour, shading: shading)
    }
}
