/// A face drawn by code: plainly synthetic, different for every seed. 300 × 400 pixels, RGB.
struct Portrait {
    static let width = 300
    static let height = 400

    private(set) var pixels: [UInt8]

    /// An ellipse in a colour, shaded towards its edge.
    private struct Shape {
        let centre: (x: Double, y: Double)
        let radius: (x: Double, y: Double)
        let colour: (red: Double, green: Double, blue: Double)
        var shading = 0.0
    }

    init(_ citizen: SyntheticCitizen) {
        var random = SplitMix64(seed: citizen.seed ^ 0x00FA_CE00)
        let shapes = Self.shapes(isMale: citizen.isMale, &random)
        var pixels: [UInt8] = []
        pixels.reserveCapacity(Self.width * Self.height * 3)
        for y in 0..<Self.height {
            for x in 0..<Self.width {
                // A pale wall, a little darker below, with the grain of a sensor.
                var colour = (red: 214.0 - Double(y) / 14, green: 224.0 - Double(y) / 14, blue: 234.0 - Double(y) / 16)
                for shape in shapes {
                    let dx = (Double(x) - shape.centre.x) / shape.radius.x
                    let dy = (Double(y) - shape.centre.y) / shape.radius.y
                    let distance = dx * dx + dy * dy
                    guard distance < 1 else { continue }
                    let light = 1 - shape.shading * distance - shape.shading * 0.5 * dx
                    let edge = min(1, (1 - distance) * 9)
                    colour.red += (shape.colour.red * light - colour.red) * edge
                    colour.green += (shape.colour.green * light - colour.green) * edge
                    colour.blue += (shape.colour.blue * light - colour.blue) * edge
                }
                let grain = Double(random.next() % 13) - 6
                for value in [colour.red, colour.green, colour.blue] {
                    pixels.append(UInt8(max(0, min(255, value + grain))))
                }
            }
        }
        self.pixels = pixels
    }

    private static func shapes(isMale: Bool, _ random: inout SplitMix64) -> [Shape] {
        func vary(_ value: Double, _ span: Double) -> Double { value + (Double(random.next() % 1000) / 500 - 1) * span }
        let tone = vary(1, 0.08)
        let skin = (red: 226 * tone, green: 180 * tone, blue: 150 * tone)
        let shade = (red: 196 * tone, green: 148 * tone, blue: 120 * tone)
        let hair = (red: vary(34, 12), green: vary(28, 8), blue: vary(26, 8))
        let shirt = (red: vary(90, 80), green: vary(100, 70), blue: vary(130, 80))
        let faceWidth = vary(68, 5)
        let eyeY = vary(186, 5)
        let eyeGap = vary(28, 3)
        let mouth = vary(21, 4)
        var shapes: [Shape] = []
        if !isMale {
            shapes.append(Shape(centre: (150, 225), radius: (faceWidth + 30, 125), colour: hair, shading: 0.1))
        }
        shapes += [
            Shape(centre: (150, 420), radius: (135, 110), colour: shirt, shading: 0.25),
            Shape(centre: (150, 300), radius: (34, 60), colour: shade, shading: 0.2),
            Shape(centre: (150 - faceWidth, 205), radius: (11, 22), colour: shade),
            Shape(centre: (150 + faceWidth, 205), radius: (11, 22), colour: shade),
            Shape(centre: (150, 158), radius: (faceWidth + 9, 92), colour: hair, shading: 0.15),
            Shape(centre: (150, 205), radius: (faceWidth, 96), colour: skin, shading: 0.18),
            Shape(centre: (150, vary(112, 6)), radius: (faceWidth - 4, 34), colour: hair, shading: 0.1),
        ]
        for side in [-1.0, 1.0] {
            let x = 150 + side * eyeGap
            shapes += [
                Shape(centre: (x, eyeY - 17), radius: (17, 4), colour: hair),
                Shape(centre: (x, eyeY), radius: (14, 7), colour: (246, 244, 240)),
                Shape(centre: (x, eyeY), radius: (7, 7), colour: (52, 34, 24), shading: 0.3),
                Shape(centre: (x + 2, eyeY - 2), radius: (2, 2), colour: (250, 250, 250)),
            ]
        }
        return shapes + [
            Shape(centre: (150, eyeY + 36), radius: (9, 18), colour: shade, shading: -0.12),
            Shape(centre: (150, eyeY + 68), radius: (mouth, 7), colour: (178, 96, 92), shading: 0.15),
            Shape(centre: (150, eyeY + 67), radius: (mouth - 2, 1.6), colour: (120, 60, 60)),
        ]
    }
}
