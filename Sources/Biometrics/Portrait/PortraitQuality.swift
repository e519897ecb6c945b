package import Imaging

/// What is right and wrong with a portrait from a camera, each check by name. An officer sees the reasons and decides.
package struct PortraitQuality: Sendable, Hashable, Codable {
    /// A check by its stable name.
    package enum Check: String, Sendable, Hashable, CaseIterable, Codable {
        case size, sharpness, exposure, face, oneFace = "one-face", centred
    }

    /// How one check ended.
    package struct Finding: Sendable, Hashable, Codable {
        package let check: Check
        /// nil: it could not be made, and nothing is claimed.
        package let passed: Bool?
        /// What was measured: size, pixels of the shorter side; sharpness, variance of the Laplacian; exposure, mean
        /// brightness; face, its share of the picture's height; one-face, how many; centred, distance as a share of the width.
        package let value: Double
        /// What to do, or that it is right, by language (`vi`, `en`).
        package let sentence: [String: String]
    }

    package let findings: [Finding]

    /// Whether every check passed. One that could not be made does not pass.
    package var isGood: Bool { findings.allSatisfy { $0.passed == true } }

    package subscript(check: Check) -> Finding? { findings.first { $0.check == check } }

    /// Measures a JPEG. Takes some ten milliseconds, more for pictures of many pixels: on a thread that may.
    ///
    /// Throws ``ImagingError`` for what is no JPEG, is damaged, or asks for more than ``JPEGLimits``.
    package init(
        jpeg bytes: [UInt8], _ thresholds: PortraitThresholds = PortraitThresholds(),
        finder: (any FaceFinder)? = FrontalFaceFinder()
    ) throws(ImagingError) {
        let size = try JPEGDecoder.size(bytes)
        // Enough to measure, and small enough to look for faces in.
        let picture = try JPEGDecoder.decode(bytes, as: .grey, longestSide: 960)
        let faces = finder?.faces(in: picture)
        let measures = PortraitMeasures(picture, face: faces?.first)
        func finding(_ check: Check, _ passed: Bool?, _ value: Double) -> Finding {
            Finding(check: check, passed: passed, value: value, sentence: check.sentence(passed))
        }
        let face = faces?.first
        let share = face.map { Double($0.height) / Double(picture.height) } ?? 0
        let offCentre = face.map { face in
            abs(Double(face.left) + Double(face.width) / 2 - Double(picture.width) / 2) / Double(picture.width)
        }
        findings = [
            finding(
                .size, size.width >= thresholds.minimumWidth && size.height >= thresholds.minimumHeight,
                Double(min(size.width, size.height))),
            finding(.sharpness, measures.sharpness >= thresholds.minimumSharpness, measures.sharpness),
            finding(
                .exposure,
                thresholds.brightness.contains(measures.brightness) && measures.clipped <= thresholds.maximumClipped,
                measures.brightness),
            finding(.face, faces == nil ? nil : thresholds.faceHeightShare.contains(share), share),
            finding(.oneFace, faces.map { $0.count == 1 }, Double(faces?.count ?? 0)),
            // Without a face there is nothing that could be centred.
            finding(.centred, offCentre.map { $0 <= thresholds.maximumOffCentre }, offCentre ?? 0),
        ]
    }
}
