/// What the headers of a JPEG 2000 codestream ask for (ITU-T T.800 annex A), read before a decoder sees them.
struct JPEG2000Header: Sendable {
    /// One component: bits of a sample, and how many pixels of the grid a sample stands for.
    struct Component: Sendable, Hashable {
        let precision: Int
        let isSigned: Bool
        let horizontalStep: Int
        let verticalStep: Int
    }

    let left: Int
    let top: Int
    let right: Int
    let bottom: Int
    let tileWidth: Int
    let tileHeight: Int
    let tileCount: Int
    let components: [Component]

    var width: Int { right - left }
    var height: Int { bottom - top }

    /// Reads SIZ and holds it against the limits.
    init(_ segment: ArraySlice<UInt8>, _ limits: JPEG2000Limits) throws(ImagingError) {
        var reader = OctetReader(segment, "SIZ")
        // Capabilities of part 1 only: the two highest bits announce parts 2 and 15.
        guard try reader.number(2) < 0x4000 else { throw ImagingError(.unsupported, "JPEG 2000 with extensions") }
        right = try reader.number(4)
        bottom = try reader.number(4)
        left = try reader.number(4)
        top = try reader.number(4)
        tileWidth = try reader.number(4)
        tileHeight = try reader.number(4)
        let tileLeft = try reader.number(4)
        let tileTop = try reader.number(4)
        let count = try reader.number(2)
        guard left < right, top < bottom, tileWidth > 0, tileHeight > 0, tileLeft <= left, tileTop <= top,
            tileLeft + tileWidth > left, tileTop + tileHeight > top
        else { throw ImagingError(.malformed, "SIZ: an image or tiles without an area") }
        let (width, height) = (right - left, bottom - top)
        guard width <= limits.side, height <= limits.side, width * height <= limits.pixels else {
            throw ImagingError(.tooLarge, "\(width) × \(height) pixels")
        }
        // Far from the origin the grid's numbers near their limits; no picture needs that.
        guard right <= 1 << 24, bottom <= 1 << 24 else { throw ImagingError(.unsupported, "an image far off its grid") }
        guard (1...limits.components).contains(count) else {
            throw ImagingError(.tooLarge, "\(count) components")
        }
        let across = (right - tileLeft + tileWidth - 1) / tileWidth
        let down = (bottom - tileTop + tileHeight - 1) / tileHeight
        guard across <= limits.tiles, down <= limits.tiles, across * down <= limits.tiles else {
            throw ImagingError(.tooLarge, "\(across) × \(down) tiles")
        }
        tileCount = across * down
        var components: [Component] = []
        for _ in 0..<count {
            let depth = try reader.number(1)
            let component = Component(
                precision: depth & 0x7F + 1, isSigned: depth & 0x80 != 0, horizontalStep: try reader.number(1),
                verticalStep: try reader.number(1))
            guard component.precision <= 16 else {
                throw ImagingError(.unsupported, "samples of \(component.precision) bits")
            }
            guard (1...4).contains(component.horizontalStep), (1...4).contains(component.verticalStep) else {
                throw ImagingError(.unsupported, "a component thinned out more than four times, or not at all")
            }
            components.append(component)
        }
        guard reader.remaining == 0 else { throw ImagingError(.malformed, "SIZ: octets after the components") }
        self.components = components
    }
}
