/// A JPEG 2000 image before it is decoded: the codestream, taken out of the boxes of a JP2 file (ITU-T T.800 annex I),
/// or bare.
struct JPEG2000File: Sendable {
    /// What the samples mean.
    enum Colour: Sendable, Hashable {
        /// As many components as there are decide.
        case unspecified
        case sRGB, grey
        /// Luminance and two colour differences.
        case sYCC
    }

    let colour: Colour
    let codestream: ArraySlice<UInt8>

    private static let maximumBoxes = 64
    private static let signature: [UInt8] = [0, 0, 0, 0x0C, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A]
    /// SOC and SIZ.
    private static let start: [UInt8] = [0xFF, 0x4F, 0xFF, 0x51]

    init(_ bytes: [UInt8]) throws(ImagingError) {
        if bytes.starts(with: Self.start) {
            colour = .unspecified
            codestream = bytes[...]
            return
        }
        guard bytes.starts(with: Self.signature) else { throw ImagingError(.unsupported, "the image is no JPEG 2000") }
        var colour: Colour?
        var codestream: ArraySlice<UInt8>?
        for box in try Self.boxes(bytes[...]) {
            switch box.type {
            case "jp2h" where colour == nil: colour = try Self.colour(try Self.boxes(box.content))
            case "jp2c" where codestream == nil: codestream = box.content
            case "jp2h", "jp2c": throw ImagingError(.malformed, "two boxes \(box.type)")
            default: break
            }
        }
        guard let colour, let codestream, codestream.starts(with: Self.start) else {
            throw ImagingError(.malformed, "a JP2 file without its header or its codestream")
        }
        self.colour = colour
        self.codestream = codestream
    }

    private typealias Box = (type: String, content: ArraySlice<UInt8>)

    /// Boxes one after the other (§I.4): length, type, content.
    private static func boxes(_ bytes: ArraySlice<UInt8>) throws(ImagingError) -> [Box] {
        var reader = OctetReader(bytes, "JP2 boxes")
        var boxes: [Box] = []
        while reader.remaining > 0 {
            guard boxes.count < maximumBoxes else { throw ImagingError(.tooLarge, "more than \(maximumBoxes) boxes") }
            let length = try reader.number(4)
            let type = String(decoding: try reader.take(4), as: UTF8.self)
            switch length {
            case 0: boxes.append((type, try reader.take(reader.remaining)))
            case 1:
                guard try reader.number(4) == 0 else { throw ImagingError(.malformed, "a box of more than 4 GiB") }
                boxes.append((type, try reader.take(try reader.number(4) - 16)))
            default: boxes.append((type, try reader.take(length - 8)))
            }
        }
        return boxes
    }

    /// From the boxes in the JP2 header (§I.5.3). A palette is not done here.
    private static func colour(_ boxes: [Box]) throws(ImagingError) -> Colour {
        guard !boxes.contains(where: { ["pclr", "cmap"].contains($0.type) }) else {
            throw ImagingError(.unsupported, "the image has a palette")
        }
        guard let box = boxes.first(where: { $0.type == "colr" }) else { return .unspecified }
        var reader = OctetReader(box.content, "colour specification")
        let method = try reader.number(1)
        _ = try reader.take(2)
        // A profile (method 2) is not applied: the components decide.
        guard method == 1 else { return .unspecified }
        switch try reader.number(4) {
        case 16: return .sRGB
        case 17: return .grey
        case 18: return .sYCC
        case let space: throw ImagingError(.unsupported, "colour space \(space)")
        }
    }
}
