package import Enrollment

/// What looks at a portrait before an officer does.
package protocol CounterPortraits: Sendable {
    /// The checks of a picture, under the procedure's rule. Throws ``DeskFailure`` for what is no JPEG of a bearable size.
    ///
    /// - Parameter chip: the chip's portrait as it lies in EF.DG2, to compare with.
    func examine(
        _ jpeg: [UInt8], under rule: Procedure.PortraitRule?, chip: [UInt8]?
    ) async throws -> PortraitExamination
}

/// What was seen of a portrait.
package struct PortraitExamination: Sendable {
    package let findings: [DraftPortrait.Finding]
    /// What a matcher said, by language, or that there is none.
    package let comparison: [String: String]

    package init(findings: [DraftPortrait.Finding], comparison: [String: String]) {
        self.findings = findings
        self.comparison = comparison
    }
}
