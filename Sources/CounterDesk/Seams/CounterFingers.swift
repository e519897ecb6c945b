package import StationWeb

/// The fingerprint scanner on the counter.
package protocol CounterFingers: Sendable {
    /// The scanner that was found; nil where there is none.
    func device() async -> CounterView.FingersDevice?

    /// Captures fingers that lie on the glass together. Throws ``DeskFailure``; then nothing of the capture counts.
    func capture(_ asked: CounterCapture) async throws(DeskFailure) -> CapturedGroup
}

/// What is asked of the scanner. Fingers have SBI's names.
package struct CounterCapture: Sendable {
    package let fingers: [String]
    /// Those of the same hand, or the thumbs, that the person does not have.
    package let missing: [String]
    /// 0 to 100: the scanner tries to reach it.
    package let wantedQuality: Int
    /// The end of the chain of earlier captures of this case.
    package let previous: [UInt8]?
}

/// What the scanner took.
package struct CapturedGroup: Sendable {
    package let fingers: [Finger]
    /// The end of the chain now.
    package let last: [UInt8]?

    /// A finger as the scanner gave it.
    package struct Finger: Sendable {
        package let name: String
        /// 0 to 100.
        package let quality: Int
        package let image: [UInt8]
        package let mediaType: String

        package init(name: String, quality: Int, image: [UInt8], mediaType: String) {
            self.name = name
            self.quality = quality
            self.image = image
            self.mediaType = mediaType
        }
    }

    package init(fingers: [Finger], last: [UInt8]?) {
        self.fingers = fingers
        self.last = last
    }
}
