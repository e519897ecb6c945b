import Imaging

extension CameraScene {
    /// One frame as a JPEG file.
    package func jpeg(of citizen: SyntheticCitizen, number: Int = 0) throws -> [UInt8] {
        try JPEGEncoder.encode(frame(of: citizen, number: number), quality: 90)
    }

    /// Frames one after the other, as Chromium's fake camera reads them (`--use-file-for-fake-video-capture`).
    package func motionJPEG(of citizen: SyntheticCitizen, frames: Int) throws -> [UInt8] {
        try (0..<frames).flatMap { try jpeg(of: citizen, number: $0) }
    }
}
