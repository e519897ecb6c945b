import Biometrics
import CounterDesk
import Enrollment
import Imaging
import StationWeb

/// The checks of a portrait, and the matcher that there is.
struct PortraitChecks: CounterPortraits {
    let matcher: any FaceMatcher = NoFaceMatcher()

    func examine(
        _ jpeg: [UInt8], under rule: Procedure.PortraitRule?, chip: [UInt8]?
    ) async throws -> PortraitExamination {
        let quality: PortraitQuality
        do { quality = try PortraitQuality(jpeg: jpeg, PortraitThresholds(rule)) } catch {
            throw DeskFailure(code: "portrait-unreadable")
        }
        let comparison: FaceComparison =
            if let chip { try await matcher.compare(chip: chip, live: jpeg) } else {
                .notCompared(reason: "unreadable-image")
            }
        return PortraitExamination(
            findings: quality.findings.map {
                DraftPortrait.Finding(check: $0.check.rawValue, passed: $0.passed, sentences: $0.sentence)
            }, comparison: comparison.sentences)
    }
}

extension PortraitThresholds {
    /// The procedure's numbers, and where it has none the check's own.
    init(_ rule: Procedure.PortraitRule?) {
        self.init()
        guard let rule else { return }
        minimumWidth = rule.minimumWidth
        minimumHeight = rule.minimumHeight
        minimumSharpness = rule.minimumSharpness ?? minimumSharpness
        brightness = rule.brightness ?? brightness
        maximumClipped = rule.maximumClipped ?? maximumClipped
        faceHeightShare = rule.faceHeightShare ?? faceHeightShare
        maximumOffCentre = rule.maximumOffCentre ?? maximumOffCentre
    }
}

extension FaceComparison {
    /// What it says to the officer: never more than was done.
    var sentences: [String: String] {
        switch self {
        case .notCompared:
            [
                "vi": "Máy không so sánh khuôn mặt; cán bộ so sánh bằng mắt.",
                "en": "Not compared by machine: compare with your own eyes.",
            ]
        case .compared(let score, let threshold, let engine):
            [
                "vi": "\(engine): \(score), ngưỡng \(threshold)", "en": "\(engine): \(score), threshold \(threshold)",
            ]
        }
    }
}
