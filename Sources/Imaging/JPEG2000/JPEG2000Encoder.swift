import COpenJPEG

/// Pixels to a JPEG 2000 codestream: the virtual card's portraits and the tests' images.
package enum JPEG2000Encoder {
    /// Encodes without loss, or to about the given fraction of the pixels' octets: 20 means a twentieth.
    package static func encode(_ image: PixelImage, ratio: Float = 1) throws(ImagingError) -> [UInt8] {
        guard let picture = picture(image) else { throw ImagingError(.library, "no image") }
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
            parameters.tcp_mct = image.channels == .rgb ? 1 : 0
            // So many levels that the smallest picture of all keeps a pixel.
            let side = min(image.width, image.height)
            parameters.numresolution = Int32(max(1, min(6, Int.bitWidth - side.leadingZeroBitCount)))
            return opj_setup_encoder(codec, &parameters, picture) == OPJ_TRUE
                && opj_start_compress(codec, picture, stream) == OPJ_TRUE
                && opj_encode(codec, stream) == OPJ_TRUE && opj_end_compress(codec, stream) == OPJ_TRUE
        }
        guard isWritten else { throw ImagingError(.library, "the image could not be encoded") }
        return sink.octets
    }

    /// OpenJPEG's own image with the pixels in it; the caller destroys it.
    private static func picture(_ image: PixelImage) -> UnsafeMutablePointer<opj_image_t>? {
        var component = opj_image_cmptparm_t()
        component.dx = 1
        component.dy = 1
        component.w = UInt32(clamping: image.width)
        component.h = UInt32(clamping: image.height)
        component.prec = 8
        let count = image.channels.rawValue
        var components = [opj_image_cmptparm_t](repeating: component, count: count)
        guard
            let picture = opj_image_create(
                UInt32(count), &components, count == 3 ? OPJ_CLRSPC_SRGB : OPJ_CLRSPC_GRAY),
            let planes = picture.pointee.comps
        else { return nil }
        picture.pointee.x1 = component.w
        picture.pointee.y1 = component.h
        for index in 0..<count {
            guard let data = planes[index].data else { continue }
            for pixel in 0..<(image.width * image.height) { data[pixel] = Int32(image.pixels[pixel * count + index]) }
        }
        return picture
    }
}
