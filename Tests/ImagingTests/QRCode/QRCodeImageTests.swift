import Imaging
import Testing

@Suite("QR codes")
struct QRCodeImageTests {
    /// ISO/IEC 18004 §6.3.3: dark ring, light ring, dark heart of three by three.
    private func isFinder(_ code: QRCodeImage, _ row: Int, _ column: Int) -> Bool {
        (0..<7).allSatisfy { y in
            (0..<7).allSatisfy { x in
                let ring = max(abs(x - 3), abs(y - 3))
                return code.modules[(row + y) * code.width + column + x] == (ring != 2)
            }
        }
    }

    @Test("a code has the standard's size and its three finder patterns", arguments: [1, 17, 300, 2953])
    func form(count: Int) throws {
        let code = try QRCodeImage(of: [UInt8](repeating: 0xA7, count: count))
        #expect((code.width - 17).isMultiple(of: 4) && (21...177).contains(code.width))
        #expect(code.modules.count == code.width * code.width)
        for (row, column) in [(0, 0), (0, code.width - 7), (code.width - 7, 0)] {
            #expect(isFinder(code, row, column))
        }
        #expect(!isFinder(code, code.width - 7, code.width - 7))
    }

    @Test("the drawing has a bar for every run of black modules")
    func drawing() throws {
        let code = try QRCodeImage(of: Array("receipt".utf8))
        let drawn = code.svg.matches(of: /M(\d+) (\d+)h(\d+)v1/)
        let black = drawn.reduce(0) { $0 + (Int($1.3) ?? 0) }
        #expect(black == code.modules.count { $0 })
        for bar in drawn {
            let (x, y) = (try #require(Int(bar.1)) - 4, try #require(Int(bar.2)) - 4)
            #expect(code.modules[y * code.width + x])
        }
    }

    @Test("what no code holds is refused", arguments: [0, 2954, 100_000])
    func size(count: Int) {
        #expect(throws: ImagingError.self) { try QRCodeImage(of: [UInt8](repeating: 1, count: count)) }
    }
}
