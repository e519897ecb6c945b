/// An ellipse in a colour, shaded towards its edge.
struct PortraitShape {
    let centre: (x: Float, y: Float)
    let radius: (x: Float, y: Float)
    let colour: (red: Float, green: Float, blue: Float)
    var shading: Float = 0

    /// Paints over the colours of a picture, three for a pixel, no more of it than the ellipse touches.
    func paint(_ colours: UnsafeMutableBufferPointer<Float>, width: Int, height: Int) {
        let rows = max(0, Int(centre.y - radius.y))..<min(height, max(0, Int(centre.y + radius.y) + 1))
        let columns = max(0, Int(centre.x - radius.x))..<min(width, max(0, Int(centre.x + radius.x) + 1))
        for y in rows {
            let dy = (Float(y) - centre.y) / radius.y
            for x in columns {
                let dx = (Float(x) - centre.x) / radius.x
                let distance = dx * dx + dy * dy
                guard distance < 1 else { continue }
                let light = 1 - shading * distance - shading * 0.5 * dx
                let edge = min(1, (1 - distance) * 9)
                let place = (y * width + x) * 3
                colours[place] += (colour.red * light - colours[place]) * edge
                colours[place + 1] += (colour.green * light - colours[place + 1]) * edge
                colours[place + 2] += (colour.blue * light - colours[place + 2]) * edge
            }
        }
    }

    /// Hair, shoulders, neck, ears, face, eyes, nose and mouth, from behind to the front.
    static func face(isMale: Bool, _ random: inout SplitMix64) -> [PortraitShape] {
        func vary(_ value: Float, _ span: Float) -> Float { value + (Float(random.next() % 1000) / 500 - 1) * span }
        let tone = vary(1, 0.08)
        let skin = (red: 226 * tone, green: 180 * tone, blue: 150 * tone)
        let shade = (red: 196 * tone, green: 148 * tone, blue: 120 * tone)
        let hair = (red: vary(34, 12), green: vary(28, 8), blue: vary(26, 8))
        let shirt = (red: vary(90, 80), green: vary(100, 70), blue: vary(130, 80))
        let faceWidth = vary(68, 5)
        let eyeY = vary(186, 5)
        let eyeGap = vary(28, 3)
        let mouth = vary(21, 4)
        var shapes: [PortraitShape] = []
        if !isMale {
            shapes.append(PortraitShape(centre: (150, 225), radius: (faceWidth + 30, 125), colour: hair, shading: 0.1))
        }
        shapes += [
            PortraitShape(centre: (150, 420), radius: (135, 110), colour: shirt, shading: 0.25),
            PortraitShape(centre: (150, 300), radius: (34, 60), colour: shade, shading: 0.2),
            PortraitShape(centre: (150 - faceWidth, 205), radius: (11, 22), colour: shade),
            PortraitShape(centre: (150 + faceWidth, 205), radius: (11, 22), colour: shade),
            PortraitShape(centre: (150, 158), radius: (faceWidth + 9, 92), colour: hair, shading: 0.15),
            PortraitShape(centre: (150, 205), radius: (faceWidth, 96), colour: skin, shading: 0.18),
            PortraitShape(centre: (150, vary(112, 6)), radius: (faceWidth - 4, 34), colour: hair, shading: 0.1),
        ]
        for side: Float in [-1, 1] {
            let x = 150 + side * eyeGap
            shapes += [
                PortraitShape(centre: (x, eyeY - 17), radius: (17, 4), colour: hair),
                PortraitShape(centre: (x, eyeY), radius: (14, 7), colour: (246, 244, 240)),
                PortraitShape(centre: (x, eyeY), radius: (7, 7), colour: (52, 34, 24), shading: 0.3),
                PortraitShape(centre: (x + 2, eyeY - 2), radius: (2, 2), colour: (250, 250, 250)),
            ]
        }
        return shapes + [
            PortraitShape(centre: (150, eyeY + 36), radius: (9, 18), colour: shade, shading: -0.12),
            PortraitShape(centre: (150, eyeY + 68), radius: (mouth, 7), colour: (178, 96, 92), shading: 0.15),
            PortraitShape(centre: (150, eyeY + 67), radius: (mouth - 2, 1.6), colour: (120, 60, 60)),
        ]
    }
}
