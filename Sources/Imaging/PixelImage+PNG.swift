extension PixelImage {
    /// The picture as a PNG file, which every browser shows. Not compressed: it is made for one look and not kept
    /// (ISO/IEC 15948; stored blocks of RFC 1951 in the frame of RFC 1950).
    package func png() -> [UInt8] {
        let header = Self.octets(width) + Self.octets(height) + [8, channels == .grey ? 0 : 2, 0, 0, 0]
        var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        file.reserveCapacity(pixels.count + height + pixels.count / 1000 + 200)
        Self.append("IHDR", header, to: &file)
        Self.append("IDAT", Self.stored(scanlines()), to: &file)
        Self.append("IEND", [], to: &file)
        return file
    }

    /// Each row after its filter type, 0 for none.
    private func scanlines() -> [UInt8] {
        let length = width * channels.rawValue
        var rows: [UInt8] = []
        rows.reserveCapacity(pixels.count + height)
        for start in stride(from: 0, to: pixels.count, by: length) {
            rows.append(0)
            rows += pixels[start..<(start + length)]
        }
        return rows
    }

    private static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        stream.reserveCapacity(bytes.count + bytes.count / 10_000 + 16)
        var start = 0
        while start < bytes.count {
            let count = min(65_535, bytes.count - start)
            let low = UInt8(truncatingIfNeeded: count)
            let high = UInt8(truncatingIfNeeded: count >> 8)
            stream += [start + count == bytes.count ? 1 : 0, low, high, ~low, ~high]
            stream += bytes[start..<(start + count)]
            start += count
        }
        return stream + octets(adler32(bytes))
    }

    private static func append(_ type: String, _ data: [UInt8], to file: inout [UInt8]) {
        let content = Array(type.utf8) + data
        file += octets(data.count) + content + octets(Int(crc32(content)))
    }

    private static func octets(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    private static func adler32(_ bytes: [UInt8]) -> Int {
        var (low, high) = (1, 0)
        for byte in bytes {
            low = (low + Int(byte)) % 65_521
            high = (high + low) % 65_521
        }
        return high << 16 | low
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { crc, _ in crc & 1 == 1 ? 0xEDB8_8320 ^ crc >> 1 : crc >> 1 }
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        let table = table
        return ~bytes.reduce(UInt32.max) { crc, byte in
            table[Int(UInt8(truncatingIfNeeded: crc) ^ byte)] ^ crc >> 8
        }
    }
}
