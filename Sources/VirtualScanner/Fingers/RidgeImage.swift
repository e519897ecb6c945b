package import Biometrics
package import Imaging

/// A fingerprint drawn by code: ridges around a core, plainly synthetic, different for every seed and finger. Nobody's.
package struct RidgeImage: Sendable, Hashable {
    /// 500 pixels an inch: 13 × 16 mm.
    package static let width = 256
    package static let height = 320

    package let seed: UInt64
    package let finger: FingerPosition
    /// 0 to 100: poor ones are pale, blotched and partly missing.
    package let quality: Double

    package init(seed: UInt64, finger: FingerPosition, quality: Double) {
        self.seed = seed
        self.finger = finger
        self.quality = quality
    }

    /// Grey pixels, ridges dark.
    package func picture() throws -> PixelImage {
        var random = Noise(seed &* 31 &+ UInt64(finger.code))
        let core = (x: 128 + random.number() * 24 - 12, y: 140 + random.number() * 30 - 15)
        let (period, swirl) = (8.5 + random.number() * 1.5, random.number() * 1.6 - 0.8)
        let lean = random.number() * 0.5 + 0.75
        let blots = (0..<9).map { _ in
            (x: random.number() * 256, y: random.number() * 320, size: 14 + random.number() * 26)
        }
        let poor = max(0, min(1, 1 - quality / 100))
        let spots = Array(blots.prefix(Int((poor * 9).rounded())))
        // Drawn at half the size: a ridge is wide, and a test bench runs without optimisation.
        let (width, height) = (Self.width / 2, Self.height / 2)
        var half: [UInt8] = []
        half.reserveCapacity(width * height)
        for row in stride(from: 0, to: Self.height, by: 2) {
            for column in stride(from: 0, to: Self.width, by: 2) {
                let edge = Self.inside(column, row)
                guard edge > 0 else {
                    half.append(250)
                    continue
                }
                let (x, y) = (Double(column) - core.x, (Double(row) - core.y) * lean)
                let radius = (x * x + y * y).squareRoot()
                // Arches above the core, whorls around it: a ring's phase is turned by the angle and pressed below.
                let phase = (radius + (y > 0 ? y * 0.35 : 0)) / period + swirl * Self.angle(x, y)
                let ridge = 0.5 - 0.5 * Self.sine(phase)
                let isBlotted = spots.contains { spot in
                    let (dx, dy) = (Double(column) - spot.x, Double(row) - spot.y)
                    return dx * dx + dy * dy < spot.size * spot.size
                }
                let grain = random.number() * (10 + 60 * poor)
                let ink = (ridge * (1 - 0.5 * poor) * 190 + grain) * edge * (isBlotted ? 0.15 : 1)
                half.append(UInt8(max(0, min(255, 250 - ink))))
            }
        }
        let pixels = Self.doubled(half, width: width, height: height)
        guard let image = PixelImage(width: Self.width, height: Self.height, channels: .grey, pixels: pixels) else {
            throw ScannerScriptError(file: "ridges", "no picture of this size")
        }
        return image
    }

    /// Twice as wide and high, with the means of neighbours between the columns.
    private static func doubled(_ half: [UInt8], width: Int, height: Int) -> [UInt8] {
        var pixels: [UInt8] = []
        pixels.reserveCapacity(4 * half.count)
        for row in 0..<height {
            let line = half[(row * width)..<((row + 1) * width)]
            var wide: [UInt8] = []
            var last = line.first ?? 0
            for grey in line {
                wide.append(UInt8((Int(last) + Int(grey)) / 2))
                wide.append(grey)
                last = grey
            }
            pixels += wide + wide
        }
        return pixels
    }

    /// 1 inside the finger's oval, 0 outside, soft between.
    private static func inside(_ column: Int, _ row: Int) -> Double {
        let (x, y) = ((Double(column) - 128) / 112, (Double(row) - 160) / 150)
        return max(0, min(1, (1 - (x * x + y * y)) * 6))
    }

    /// The angle in turns, near enough for a drawing and the same on every machine.
    private static func angle(_ x: Double, _ y: Double) -> Double {
        guard x != 0 || y != 0 else { return 0 }
        let share = y / (abs(x) + abs(y)) * 0.25
        return x >= 0 ? share : 0.5 - share
    }

    /// A wave of period 1 between -1 and 1, made of parabolas.
    private static func sine(_ phase: Double) -> Double {
        let part = phase - phase.rounded(.down)
        return part < 0.5 ? 16 * part * (0.5 - part) : -16 * (part - 0.5) * (1 - part)
    }
}

/// SplitMix64, for drawings alone.
struct Noise {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    /// From 0 up to, but not including, 1.
    mutating func number() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((mixed ^ (mixed >> 31)) >> 11) / 9_007_199_254_740_992
    }
}
