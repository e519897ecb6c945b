import COpenJPEG

/// JPEG 2000, in its box or bare, to pixels for the screen: portraits of passports, irises.
///
/// Hostile files are expected. The boxes are read here, the codestream's headers are held against the limits, and only
/// then does OpenJPEG see it, in its strict mode. What is cut short is refused and not shown in part; damage inside the
/// coded pixels cannot be told from a picture: whether the file is genuine is the signature's to say.
package enum JPEG2000Decoder {
    /// Decodes a file. Blocks while it computes, milliseconds for a portrait and seconds for the worst that the limits
    /// allow: on a thread that may.
    package static func decode(
        _ bytes: [UInt8], limits: JPEG2000Limits = JPEG2000Limits()
    ) throws(ImagingError) -> PixelImage {
        guard bytes.count <= limits.fileSize else { throw ImagingError(.tooLarge, "\(bytes.count) octets") }
        let file = try JPEG2000File(bytes)
        let header = try JPEG2000Codestream(file.codestream, limits).header
        return try file.codestream.withUnsafeBytes { octets in
            decode(octets, header, file.colour)
        }.get()
    }

    /// The picture's size, from its headers alone.
    package static func size(
        _ bytes: [UInt8], limits: JPEG2000Limits = JPEG2000Limits()
    ) throws(ImagingError) -> (width: Int, height: Int) {
        guard bytes.count <= limits.fileSize else { throw ImagingError(.tooLarge, "\(bytes.count) octets") }
        let header = try JPEG2000Codestream(try JPEG2000File(bytes).codestream, limits).header
        return (header.width, header.height)
    }

    private static func decode(
        _ octets: UnsafeRawBufferPointer, _ header: JPEG2000Header, _ colour: JPEG2000File.Colour
    ) -> Result<PixelImage, ImagingError> {
        var source = MemorySource(octets)
        return withUnsafeMutablePointer(to: &source) { source in
            guard let stream = MemorySource.stream(source), let codec = opj_create_decompress(OPJ_CODEC_J2K) else {
                return .failure(ImagingError(.library, "no decoder"))
            }
            defer {
                opj_destroy_codec(codec)
                opj_stream_destroy(stream)
            }
            var parameters = opj_dparameters_t()
            opj_set_default_decoder_parameters(&parameters)
            guard opj_setup_decoder(codec, &parameters) == OPJ_TRUE,
                opj_decoder_set_strict_mode(codec, OPJ_TRUE) == OPJ_TRUE
            else { return .failure(ImagingError(.library, "no decoder")) }
            var image: UnsafeMutablePointer<opj_image_t>?
            defer { opj_image_destroy(image) }
            guard opj_read_header(stream, codec, &image) == OPJ_TRUE, let image else {
                return .failure(ImagingError(.malformed, "the headers are not JPEG 2000"))
            }
            guard header.isSame(as: image.pointee) else {
                return .failure(ImagingError(.malformed, "the decoder reads another header"))
            }
            guard opj_decode(codec, stream, image) == OPJ_TRUE, opj_end_decompress(codec, stream) == OPJ_TRUE else {
                return .failure(ImagingError(.malformed, "the image is cut short or damaged"))
            }
            return Result { () throws(ImagingError) in try SampleReader(image.pointee, header).image(colour) }
        }
    }
}

extension JPEG2000Header {
    /// Whether the decoder has read the size that was checked.
    fileprivate func isSame(as image: opj_image_t) -> Bool {
        Int(image.x0) == left && Int(image.y0) == top && Int(image.x1) == right && Int(image.y1) == bottom
            && Int(image.numcomps) == components.count
    }
}
