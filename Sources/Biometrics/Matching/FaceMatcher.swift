/// The seam for an engine that compares the chip's portrait with the one that was taken now.
package protocol FaceMatcher: Sendable {
    /// Compares two image files, as they are: JPEG or JPEG 2000.
    ///
    /// Throws only where the engine itself broke; an image that it cannot use is an answer,
    /// ``FaceComparison/notCompared(reason:)``.
    func compare(chip: [UInt8], live: [UInt8]) async throws -> FaceComparison
}

/// What came of a comparison of faces. An officer decides in any case.
package enum FaceComparison: Sendable, Hashable, Codable {
    /// Nobody compared them by machine, and why: a stable word, `no-engine`, `no-face`, `unreadable-image`.
    case notCompared(reason: String)
    /// - Parameters:
    ///   - score: by the engine's own scale, higher is more alike.
    ///   - threshold: where the engine's maker draws the line.
    ///   - engine: name and version.
    case compared(score: Double, threshold: Double, engine: String)
}

/// What is shipped: no engine. Debian has no model for faces that may be shipped and used offline, and a score that is
/// made up is worse than none.
package struct NoFaceMatcher: FaceMatcher {
    package init() {}

    package func compare(chip: [UInt8], live: [UInt8]) async -> FaceComparison { .notCompared(reason: "no-engine") }
}
