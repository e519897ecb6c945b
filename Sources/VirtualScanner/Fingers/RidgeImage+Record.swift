import Biometrics
import Imaging
import LDS

extension RidgeImage {
    /// The drawing as a finger image record of ISO/IEC 19794-4:2005 with JPEG 2000 without loss.
    package func record() throws -> [UInt8] {
        let picture = try picture()
        var view = FingerRecord.View(
            position: finger.code, image: try JPEG2000Encoder.encode(picture),
            size: PixelSize(width: picture.width, height: picture.height))
        view.quality = UInt8(max(0, min(100, quality.rounded())))
        return FingerRecord(view, compression: .jpeg2000).serialized()
    }
}
