import Foundation
import Registry

extension EnrollmentSession {
    private static let largestImage = 8 << 20
    private static let longestReason = 500

    mutating func take(
        portrait jpeg: [UInt8], _ findings: [DraftPortrait.Finding], _ comparison: [String: String]
    ) throws(EnrollmentError) {
        _ = try require(.portrait)
        guard jpeg.count <= Self.largestImage else {
            throw EnrollmentError(.imageTooLarge, "the portrait has \(jpeg.count) bytes", fault: .station)
        }
        draft.portrait = DraftPortrait(findings: findings, comparison: comparison)
        attachments[DraftPortrait.part] = jpeg
    }

    mutating func decide(portrait isAccepted: Bool, _ reason: String?) throws(EnrollmentError) {
        let step = try require(.portrait)
        guard var portrait = draft.portrait else {
            throw EnrollmentError(.stepNotDone, "there is no portrait yet", fault: .operator)
        }
        let reason = try Self.reason(reason)
        if isAccepted, !portrait.isGood {
            guard step.portrait?.mayProceedPoor == true else {
                throw EnrollmentError(
                    .procedureRefuses, "the portrait fails a check, and this procedure takes no such portrait",
                    fault: .operator)
            }
            guard reason != nil else {
                throw EnrollmentError(
                    .reasonMissing, "say why a portrait that fails a check is taken", fault: .operator)
            }
        }
        portrait.isAccepted = isAccepted
        portrait.reason = reason
        draft.portrait = portrait
    }

    func portraitMissing(_ step: Procedure.Step, _ name: String) -> [Missing] {
        draft.portrait?.isAccepted == true ? [] : [Missing(name, SessionTexts.portraitMissing)]
    }

    /// Keeps the better image of a finger; every capture counts as an attempt.
    mutating func take(
        finger name: String, _ quality: Int, _ image: [UInt8], _ mediaType: String
    ) throws(EnrollmentError) {
        let step = try require(.fingerprints)
        guard step.fingerprints?.fingers.contains(name) == true else {
            throw EnrollmentError(.fieldMalformed, "this procedure asks for no such finger", fault: .operator)
        }
        guard image.count <= Self.largestImage, (0...100).contains(quality) else {
            throw EnrollmentError(
                .imageTooLarge, "the scanner gave an image or a quality that cannot be", fault: .station)
        }
        var finger = draft.fingers[name] ?? DraftFinger()
        finger.attempts += 1
        finger.missingReason = nil
        if quality >= finger.quality ?? 0 {
            finger.quality = quality
            finger.mediaType = mediaType
            attachments[DraftFinger.part(name)] = image
        }
        draft.fingers[name] = finger
    }

    mutating func miss(finger name: String, _ reason: String?) throws(EnrollmentError) {
        let step = try require(.fingerprints)
        guard step.fingerprints?.fingers.contains(name) == true else {
            throw EnrollmentError(.fieldMalformed, "this procedure asks for no such finger", fault: .operator)
        }
        guard let reason = try Self.reason(reason) else {
            draft.fingers[name]?.missingReason = nil
            return
        }
        var finger = DraftFinger()
        finger.attempts = draft.fingers[name]?.attempts ?? 0
        finger.missingReason = reason
        attachments[DraftFinger.part(name)] = nil
        draft.fingers[name] = finger
    }

    /// How a finger stands.
    package enum FingerState: String, Sendable { case open, captured, poor, missing }

    /// A finger that stays below the wanted quality counts as captured when the attempts are used up.
    package func state(of finger: String, under rule: Procedure.FingerprintRule) -> FingerState {
        guard let kept = draft.fingers[finger] else { return .open }
        if kept.missingReason != nil { return .missing }
        guard let quality = kept.quality else { return .open }
        return quality >= rule.minimumQuality || kept.attempts >= rule.attempts ? .captured : .poor
    }

    func fingersMissing(_ step: Procedure.Step, _ name: String) -> [Missing] {
        guard let rule = step.fingerprints else { return [] }
        return rule.fingers.filter { [.open, .poor].contains(state(of: $0, under: rule)) }.map {
            Missing(name, field: $0, SessionTexts.fingerMissing)
        }
    }

    private static func reason(_ text: String?) throws(EnrollmentError) -> String? {
        guard let text = text?.trimmingCharacters(in: .whitespacesAndNewlines), !text.isEmpty else { return nil }
        guard text.utf8.count <= longestReason else {
            throw EnrollmentError(.fieldMalformed, "the reason is longer than \(longestReason) bytes", fault: .operator)
        }
        return text
    }
}
