/// A codestream whose headers, those of its tile-parts included, ask for no more than the limits allow.
///
/// A decoder sees it only after this: its own checks are the second line.
struct JPEG2000Codestream: Sendable {
    let header: JPEG2000Header

    private static let maximumSegments = 4096

    /// Markers of part 1 that may stand in the main header or in a tile-part's (ITU-T T.800 table A.2). Headers that are
    /// packed together elsewhere (PPM, PPT) are not done here.
    private enum Marker {
        static let siz = 0xFF51
        static let cod = 0xFF52
        static let coc = 0xFF53
        static let sot = 0xFF90
        static let sod = 0xFF93
        static let eoc = 0xFFD9
        /// TLM, PLM, PLT, QCD, QCC, RGN, POC, CRG, COM.
        static let harmless: Set<Int> = [
            0xFF55, 0xFF57, 0xFF58, 0xFF5C, 0xFF5D, 0xFF5E, 0xFF5F, 0xFF63, 0xFF64,
        ]
        static let quantization = 0xFF5C
    }

    init(_ bytes: ArraySlice<UInt8>, _ limits: JPEG2000Limits) throws(ImagingError) {
        var reader = OctetReader(bytes, "codestream")
        // SOC, which the file's beginning was told by.
        _ = try reader.number(2)
        guard try reader.number(2) == Marker.siz else { throw ImagingError(.malformed, "no SIZ at the front") }
        header = try JPEG2000Header(try Self.segment(&reader), limits)
        var walk = Walk(header: header, limits: limits)
        while reader.peek(2) != Marker.sot { try walk.read(&reader) }
        guard walk.layers != nil, walk.hasQuantization else {
            throw ImagingError(.malformed, "a main header without COD or QCD")
        }
        while let next = reader.peek(2), next == Marker.sot { try Self.tilePart(&reader, &walk) }
        guard walk.tiles.count == header.tileCount else {
            throw ImagingError(.malformed, "\(walk.tiles.count) of \(header.tileCount) tiles are there")
        }
        guard try reader.number(2) == Marker.eoc else { throw ImagingError(.malformed, "no EOC after the tile-parts") }
    }

    /// The content of a marker segment.
    private static func segment(_ reader: inout OctetReader) throws(ImagingError) -> ArraySlice<UInt8> {
        try reader.take(try reader.number(2) - 2)
    }

    /// A tile-part: SOT tells its length, its header ends with SOD (§A.4.2).
    private static func tilePart(_ reader: inout OctetReader, _ walk: inout Walk) throws(ImagingError) {
        let (start, available) = (reader.offset, reader.remaining)
        _ = try reader.number(2)
        var content = OctetReader(try segment(&reader), "SOT")
        let index = try content.number(2)
        let stated = try content.number(4)
        guard try content.number(2) >= 0, content.remaining == 0, index < walk.header.tileCount else {
            throw ImagingError(.malformed, "SOT: no tile \(index)")
        }
        walk.tiles.insert(index)
        while reader.peek(2) != Marker.sod { try walk.read(&reader) }
        _ = try reader.number(2)
        // 0 says: to the end, EOC left over.
        let length = stated == 0 ? available - 2 : stated
        _ = try reader.take(length - (reader.offset - start))
    }

    /// Reads header segments and holds coding styles against the limits.
    private struct Walk {
        let header: JPEG2000Header
        let limits: JPEG2000Limits
        var layers: Int?
        var hasQuantization = false
        var tiles: Set<Int> = []
        private var segments = 0

        init(header: JPEG2000Header, limits: JPEG2000Limits) {
            self.header = header
            self.limits = limits
        }

        mutating func read(_ reader: inout OctetReader) throws(ImagingError) {
            segments += 1
            guard segments <= maximumSegments else {
                throw ImagingError(.tooLarge, "more than \(maximumSegments) segments")
            }
            let marker = try reader.number(2)
            guard marker == Marker.cod || marker == Marker.coc || Marker.harmless.contains(marker) else {
                throw ImagingError(.unsupported, "marker \(String(marker, radix: 16))")
            }
            let content = try segment(&reader)
            if marker == Marker.quantization { hasQuantization = true }
            guard !Marker.harmless.contains(marker) else { return }
            var style = OctetReader(content, marker == Marker.cod ? "COD" : "COC")
            // Scod; COC has the component before it, in one octet while there are fewer than 257.
            if marker == Marker.coc, try style.number(1) >= header.components.count {
                throw ImagingError(.malformed, "COC: no such component")
            }
            let flags = try style.number(1)
            if marker == Marker.cod {
                _ = try style.number(1)
                layers = max(layers ?? 1, try style.number(2))
                guard try style.number(1) <= 1 else { throw ImagingError(.malformed, "COD: component transformation") }
            }
            let coding = try JPEG2000Header.CodingStyle(&style, hasPrecincts: flags & 1 == 1)
            try header.check(coding, layers: layers ?? 1, limits)
        }
    }
}
