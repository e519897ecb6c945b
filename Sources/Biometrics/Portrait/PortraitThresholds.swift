/// What a portrait must reach. Data of a procedure: an authority sets it.
package struct PortraitThresholds: Sendable, Hashable, Codable {
    /// Pixels.
    package var minimumWidth = 300
    package var minimumHeight = 400
    /// Variance of the Laplacian over the face, in squared grey levels: blurred pictures have little.
    package var minimumSharpness = 40.0
    /// Mean grey level of the face, 0 to 255.
    package var brightness = 45.0...215.0
    /// Share of the face's pixels that are black or white to the end of the scale, 0 to 1.
    package var maximumClipped = 0.2
    /// Height of the face, eyebrows to chin, as a share of the picture's.
    package var faceHeightShare = 0.15...0.65
    /// How far the face's middle may be from the picture's middle line, as a share of the picture's width.
    package var maximumOffCentre = 0.15

    package init() {}
}
