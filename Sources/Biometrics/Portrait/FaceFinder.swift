internal import CFaceDetector
package import Imaging

/// Finds faces that look into the camera, with dlib's detector (histograms of oriented gradients): offline, its model is
/// part of the library. It finds that a face is there and where, not whose it is.
package protocol FaceFinder: Sendable {
    /// Boxes in pixels of the picture, the surest first; nil where the detector could not be used.
    func faces(in picture: PixelImage) -> [FaceBox]?
}

/// A face from the eyebrows to the chin. It may reach beyond the picture.
package struct FaceBox: Sendable, Hashable {
    package let left: Int
    package let top: Int
    package let width: Int
    package let height: Int

    package init(left: Int, top: Int, width: Int, height: Int) {
        self.left = left
        self.top = top
        self.width = width
        self.height = height
    }
}

/// dlib's detector.
package struct FrontalFaceFinder: FaceFinder {
    private static let capacity = 8

    package init() {}

    /// - Parameter picture: grey; others are not looked at.
    package func faces(in picture: PixelImage) -> [FaceBox]? {
        guard picture.channels == .grey else { return nil }
        var found = [chip_face](repeating: chip_face(), count: Self.capacity)
        let count = chip_find_faces(
            picture.pixels, Int32(clamping: picture.width), Int32(clamping: picture.height), &found,
            Int32(Self.capacity))
        guard count >= 0 else { return nil }
        return found.prefix(Int(count)).map { FaceBox(left: $0.left, top: $0.top, width: $0.width, height: $0.height) }
    }
}
