import COpenJPEG

/// Turns decoded samples of any depth and spacing into pixels of eight bits.
struct SampleReader {
    private let image: opj_image_t
    private let header: JPEG2000Header

    init(_ image: opj_image_t, _ header: JPEG2000Header) {
        self.image = image
        self.header = header
    }

    /// One component's samples, with what is needed to ask for a pixel.
    private struct Plane {
        let samples: UnsafeBufferPointer<Int32>
        let width: Int
        let height: Int
        let horizontalStep: Int
        let verticalStep: Int
        let offset: Int
        let maximum: Int

        /// The sample nearest to a pixel, as 0 to 255.
        func value(_ x: Int, _ y: Int) -> Int {
            let index = min(y / verticalStep, height - 1) * width + min(x / horizontalStep, width - 1)
            guard samples.indices.contains(index) else { return 0 }
            let sample = min(max(Int(samples[index]) + offset, 0), maximum)
            return maximum == 255 ? sample : (sample * 255 + maximum / 2) / maximum
        }
    }

    private func plane(_ index: Int) throws(ImagingError) -> Plane {
        guard let components = image.comps, index < Int(image.numcomps), header.components.indices.contains(index)
        else {
            throw ImagingError(.malformed, "component \(index) is missing")
        }
        let component = components[index]
        let told = header.components[index]
        let (width, height) = (Int(component.w), Int(component.h))
        guard let data = component.data, component.factor == 0, Int(component.prec) == told.precision,
            (component.sgnd != 0) == told.isSigned, Int(component.dx) == told.horizontalStep,
            Int(component.dy) == told.verticalStep, width >= header.width / told.horizontalStep,
            height >= header.height / told.verticalStep, width > 0, height > 0, width <= header.width + 1,
            height <= header.height + 1
        else { throw ImagingError(.malformed, "component \(index) is not what the header says") }
        return Plane(
            samples: UnsafeBufferPointer(start: data, count: width * height), width: width, height: height,
            horizontalStep: told.horizontalStep, verticalStep: told.verticalStep,
            offset: told.isSigned ? 1 << (told.precision - 1) : 0, maximum: 1 << told.precision - 1)
    }

    /// The picture: grey for one component or two, colour for three or four; transparency is left out.
    func image(_ colour: JPEG2000File.Colour) throws(ImagingError) -> PixelImage {
        let planes = header.components.count < 3 ? [try plane(0)] : [try plane(0), try plane(1), try plane(2)]
        let isSpaced = planes.contains { $0.horizontalStep != 1 || $0.verticalStep != 1 }
        let isYCC = planes.count == 3 && (colour == .sYCC || (colour == .unspecified && isSpaced))
        var pixels: [UInt8] = []
        pixels.reserveCapacity(header.width * header.height * planes.count)
        for y in 0..<header.height {
            for x in 0..<header.width {
                if isYCC {
                    pixels += Self.rgb(planes[0].value(x, y), planes[1].value(x, y), planes[2].value(x, y))
                } else {
                    for plane in planes { pixels.append(UInt8(clamping: plane.value(x, y))) }
                }
            }
        }
        let channels: PixelImage.Channels = planes.count == 3 ? .rgb : .grey
        guard
            let image = PixelImage(width: header.width, height: header.height, channels: channels, pixels: pixels)
        else { throw ImagingError(.malformed, "the pixels do not go with the size") }
        return image
    }

    /// ITU-R BT.601 in full range, in thousandths.
    private static func rgb(_ y: Int, _ cb: Int, _ cr: Int) -> [UInt8] {
        let (blue, red) = (cb - 128, cr - 128)
        return [
            UInt8(clamping: y + (1402 * red) / 1000), UInt8(clamping: y - (344 * blue + 714 * red) / 1000),
            UInt8(clamping: y + (1772 * blue) / 1000),
        ]
    }
}
