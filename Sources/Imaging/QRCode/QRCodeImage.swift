import CQREncode

/// A QR code (ISO/IEC 18004) of bytes: its modules, and the drawing of them.
package struct QRCodeImage: Sendable {
    /// Modules on a side.
    package let width: Int
    /// Row by row: whether a module is black.
    package let modules: [Bool]

    /// Modules of white around the code (ISO/IEC 18004 §6.3.8).
    private static let quietZone = 4
    /// What the largest code holds at its lowest error correction.
    private static let mostBytes = 2953

    package init(of bytes: [UInt8]) throws(ImagingError) {
        guard (1...Self.mostBytes).contains(bytes.count) else {
            throw ImagingError(.tooLarge, "a QR code holds 1 to \(Self.mostBytes) bytes, not \(bytes.count)")
        }
        let made = bytes.withUnsafeBufferPointer { pointer in
            QRcode_encodeData(Int32(pointer.count), pointer.baseAddress, 0, QR_ECLEVEL_L)
        }
        guard let made else { throw ImagingError(.library, "the QR code of \(bytes.count) bytes was not made") }
        defer { QRcode_free(made) }
        width = Int(made.pointee.width)
        modules = UnsafeBufferPointer(start: made.pointee.data, count: width * width).map { $0 & 1 == 1 }
    }

    /// The code as an SVG, black on white with the quiet zone around it; a run of black modules is one bar.
    package var svg: String {
        let side = width + 2 * Self.quietZone
        var bars = ""
        for row in 0..<width {
            var column = 0
            while column < width {
                let start = column
                while column < width, modules[row * width + column] { column += 1 }
                if column > start {
                    let (x, length) = (start + Self.quietZone, column - start)
                    bars += "M\(x) \(row + Self.quietZone)h\(length)v1h-\(length)z"
                }
                if column == start { column += 1 }
            }
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(side) \(side)" shape-rendering="crispEdges">\
            <path fill="#fff" d="M0 0h\(side)v\(side)H0z"/><path d="\(bars)"/></svg>
            """
    }
}
