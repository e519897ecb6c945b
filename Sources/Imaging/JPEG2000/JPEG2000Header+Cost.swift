extension JPEG2000Header {
    /// The coding style of COD or COC: how finely tiles are cut (ITU-T T.800 tables A.15 and A.20).
    struct CodingStyle: Sendable {
        let levels: Int
        /// Exponents of the code-blocks' sides.
        let blockWidth: Int
        let blockHeight: Int
        /// Exponents of the precincts' sides, one for each resolution; none where there is one precinct.
        let precincts: [(width: Int, height: Int)]

        init(_ reader: inout OctetReader, hasPrecincts: Bool) throws(ImagingError) {
            levels = try reader.number(1)
            blockWidth = try reader.number(1) + 2
            blockHeight = try reader.number(1) + 2
            guard levels <= 32, blockWidth <= 10, blockHeight <= 10, blockWidth + blockHeight <= 12 else {
                throw ImagingError(.malformed, "coding style: levels or code-blocks out of range")
            }
            // Style of the code-blocks, and the transformation.
            guard try reader.number(1) < 0x40, try reader.number(1) <= 1 else {
                throw ImagingError(.unsupported, "coding style of another part of the standard")
            }
            var precincts: [(width: Int, height: Int)] = []
            if hasPrecincts {
                for _ in 0...levels {
                    let octet = try reader.number(1)
                    precincts.append((octet & 0x0F, octet >> 4))
                }
            }
            guard reader.remaining == 0 else { throw ImagingError(.malformed, "coding style: octets at its end") }
            self.precincts = precincts
        }
    }

    /// Holds the number of records that a decoder makes for one coding style in every tile and component against the
    /// limits. The counts are bounds: a grid's cells that touch an area are at most its length over theirs, and two.
    func check(_ style: CodingStyle, layers: Int, _ limits: JPEG2000Limits) throws(ImagingError) {
        let (tileWidth, tileHeight) = (min(tileWidth, width), min(tileHeight, height))
        var precincts = 0
        var blocks = 0
        for resolution in 0...style.levels {
            let shift = style.levels - resolution
            let (width, height) = (tileWidth >> shift + 1, tileHeight >> shift + 1)
            let precinct = style.precincts.isEmpty ? (width: 15, height: 15) : style.precincts[resolution]
            guard resolution == 0 || (precinct.width > 0 && precinct.height > 0) else {
                throw ImagingError(.malformed, "precincts without an area")
            }
            precincts += (width >> precinct.width + 2) * (height >> precinct.height + 2)
            // Above the lowest resolution there are three bands of half the size, and so are their precincts.
            let half = resolution == 0 ? 0 : 1
            let across = width >> (half + min(style.blockWidth, precinct.width - half)) + 2
            let down = height >> (half + min(style.blockHeight, precinct.height - half)) + 2
            blocks += across * down * (resolution == 0 ? 1 : 3)
        }
        let parts = tileCount * components.count
        guard precincts * parts <= limits.precincts else {
            throw ImagingError(.tooLarge, "\(precincts * parts) precincts")
        }
        guard blocks * parts <= limits.codeBlocks else {
            throw ImagingError(.tooLarge, "\(blocks * parts) code-blocks")
        }
        guard precincts * parts * layers <= limits.packets else { throw ImagingError(.tooLarge, "\(layers) layers") }
    }
}
