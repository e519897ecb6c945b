import COpenJPEG

/// Pixels to a JPEG 2000 codestream: the virtual card's portraits and the tests' images.
package enum JPEG2000Encoder {
    /// Encodes without loss, or to about the given fraction of the pixels' octets: 20 means a twentieth.
    package static func encode(_ image: PixelImage, ratio: Float = 1) throws(ImagingError) -> [UInt8] {
        let count = image.channels.rawValue
        let planes = (0..<count).map { channel in
            Plane(stride(from: channel, to: image.pixels.count, by: count).map { Int32(image.pixels[$0]) })
        }
        return try encode(planes, Grid(width: image.width, height: image.height), ratio: ratio)
    }

    /// The samples of one component.
    struct Plane {
        var samples: [Int32]
        var precision = 8
        var isSigned = false
        /// Pixels of the grid that a sample stands for, in both directions.
        var step = 1

        init(_ samples: [Int32]) { self.samples = samples }
    }

    /// Where the picture lies on the reference grid, and how it is cut.
    struct Grid {
        var left = 0
        var top = 0
        var width: Int
        var height: Int
        /// The side of a tile; one tile where it is nil.
        var tileSide: Int?

        init(width: Int, height: Int) {
            self.width = width
            self.height = height
        }
    }

    static func encode(_ planes: [Plane], _ grid: Grid, ratio: Float = 1) throws(ImagingError) -> [UInt8] {
        guard let picture = picture(planes, grid) else { throw ImagingError(.library, "no image") }
        defer { opj_image_destroy(picture) }
        var sink = MemorySink()
        let isWritten = withUnsafeMutablePointer(to: &sink) { sink in
            guard let stream = MemorySink.stream(sink), let codec = opj_create_compress(OPJ_CODEC_J2K) else {
                return false
            }
            defer {
                opj_destroy_codec(codec)
                opj_stream_destroy(stream)
            }
            var parameters = opj_cparameters_t()
            opj_set_default_encoder_parameters(&parameters)
            parameters.tcp_numlayers = 1
            parameters.cp_disto_alloc = 1
            parameters.irreversible = ratio > 1 ? 1 : 0
            parameters.tcp_rates.0 = ratio > 1 ? ratio : 0
            parameters.tcp_mct = planes.count == 3 && planes.allSatisfy { $0.step == 1 } ? 1 : 0
            if let side = grid.tileSide {
                parameters.tile_size_on = OPJ_TRUE
                parameters.cp_tdx = Int32(clamping: side)
                parameters.cp_tdy = Int32(clamping: side)
            }
            // So many levels that the smallest picture of all keeps a pixel.
            let side = min(grid.width, grid.height, grid.tileSide ?? .max)
            parameters.numresolution = Int32(max(1, min(6, Int.bitWidth - side.leadingZeroBitCount)))
            return opj_setup_encoder(codec, &parameters, picture) == OPJ_TRUE
                && opj_start_compress(codec, picture, stream) == OPJ_TRUE
                && opj_encode(codec, stream) == OPJ_TRUE && opj_end_compress(codec, stream) == OPJ_TRUE
        }
        guard isWritten else { throw ImagingError(.library, "the image could not be encoded") }
        return sink.octets
    }

    /// OpenJPEG's own image with the samples in it; the caller destroys it.
    private static func picture(_ planes: [Plane], _ grid: Grid) -> UnsafeMutablePointer<opj_image_t>? {
        func samples(_ from: Int, _ count: Int, _ step: Int) -> UInt32 {
            UInt32(clamping: (from + count + step - 1) / step - (from + step - 1) / step)
        }
        var components = planes.map { plane in
            var component = opj_image_cmptparm_t()
            component.dx = UInt32(clamping: plane.step)
            component.dy = UInt32(clamping: plane.step)
            component.w = samples(grid.left, grid.width, plane.step)
            component.h = samples(grid.top, grid.height, plane.step)
            component.prec = UInt32(clamping: plane.precision)
            component.sgnd = plane.isSigned ? 1 : 0
            return component
        }
        guard
            let picture = opj_image_create(
                UInt32(components.count), &components, components.count < 3 ? OPJ_CLRSPC_GRAY : OPJ_CLRSPC_SRGB)
        else { return nil }
        picture.pointee.x0 = UInt32(clamping: grid.left)
        picture.pointee.y0 = UInt32(clamping: grid.top)
        picture.pointee.x1 = UInt32(clamping: grid.left + grid.width)
        picture.pointee.y1 = UInt32(clamping: grid.top + grid.height)
        for (index, plane) in planes.enumerated() {
            let component = picture.pointee.comps[index]
            guard let data = component.data, plane.samples.count == Int(component.w) * Int(component.h) else {
                opj_image_destroy(picture)
                return nil
            }
            for (place, sample) in plane.samples.enumerated() { data[place] = sample }
        }
        return picture
    }
}
