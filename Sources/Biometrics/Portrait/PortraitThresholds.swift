/// What a portrait must reach. Data of a procedure: an authority sets it.
package struct PortraitThresholds: Sendable, Hashable, Codable {
    /// Pixels.
    package var minimumWidth = 300
    package var minimumHeight = 400
    /// Variance of the Laplacian over the face, in squared grey levels: blurred pictures have little.
    package var minimumSharpness = 40.0
    /// Mean brightness of the face, 0 black to 1 white.
    package var brightness = 0.18...0.84
    /// Share of the face's pixels that are black or white to the end of the scale, 0 to 1.
    package var maximumClipped = 0.2
    /// Height of the face, eyebrows to chin, as a share of the picture's.
    package var faceHeightShare = 0.15...0.65
    /// How far the face's middle may be from the picture's middle line, as a share of the picture's width.
    package var maximumOffCentre = 0.15

    package init() {}

    /// Thresholds of a procedure; what it does not say stays as it is without one.
    package init(
        minimumWidth: Int, minimumHeight: Int, minimumSharpness: Double? = nil, brightness: ClosedRange<Double>? = nil,
        maximumClipped: Double? = nil, faceHeightShare: ClosedRange<Double>? = nil, maximumOffCentre: Double? = nil
    ) {
        self.minimumWidth = minimumWidth
        self.minimumHeight = minimumHeight
        if let minimumSharpness { self.minimumSharpness = minimumSharpness }
        if let brightness { self.brightness = brightness }
        if let maximumClipped { self.maximumClipped = maximumClipped }
        if let faceHeightShare { self.faceHeightShare = faceHeightShare }
        if let maximumOffCentre { self.maximumOffCentre = maximumOffCentre }
    }
}
