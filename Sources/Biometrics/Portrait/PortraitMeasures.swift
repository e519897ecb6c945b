import Imaging

/// Numbers about the part of a grey picture that matters: the face, or the middle where no face is known.
struct PortraitMeasures: Sendable, Hashable {
    /// Variance of the Laplacian (4 neighbours), in squared grey levels.
    let sharpness: Double
    /// Mean, 0 black to 1 white.
    let brightness: Double
    /// Share of pixels of 5 and less or 250 and more.
    let clipped: Double

    init(_ picture: PixelImage, face: FaceBox?) {
        let box =
            face
            ?? FaceBox(
                left: picture.width / 4, top: picture.height / 4, width: picture.width / 2, height: picture.height / 2)
        // The Laplacian needs neighbours, so the outermost pixels stay out.
        let columns = Self.range(box.left, box.width, in: picture.width)
        let rows = Self.range(box.top, box.height, in: picture.height)
        let count = columns.count * rows.count
        guard count > 0 else {
            (sharpness, brightness, clipped) = (0, 0, 1)
            return
        }
        var (sum, extremes) = (0, 0)
        var (edges, squares) = (0, 0)
        picture.pixels.withUnsafeBufferPointer { pixels in
            for y in rows {
                for x in columns {
                    let place = y * picture.width + x
                    let grey = Int(pixels[place])
                    sum += grey
                    if grey <= 5 || grey >= 250 { extremes += 1 }
                    let edge =
                        Int(pixels[place - 1]) + Int(pixels[place + 1]) + Int(pixels[place - picture.width])
                        + Int(pixels[place + picture.width]) - 4 * grey
                    edges += edge
                    squares += edge * edge
                }
            }
        }
        let mean = Double(edges) / Double(count)
        sharpness = Double(squares) / Double(count) - mean * mean
        brightness = Double(sum) / Double(count) / 255
        clipped = Double(extremes) / Double(count)
    }

    private static func range(_ start: Int, _ length: Int, in whole: Int) -> Range<Int> {
        let first = max(1, min(start, whole - 1))
        return first..<max(first, min(start + length, whole - 1))
    }
}
