import DocumentPKI
import Enrollment
import Foundation
import LDS
import Registry
import StationWeb

extension CounterSeat {
    func portrait(_ action: CounterAction) async throws {
        guard action.name == .portrait else {
            guard let isAccepted = action.flag("accept") else { throw DeskFailure(code: "malformed-request") }
            _ = try handle(.portraitDecided(isAccepted: isAccepted, reason: action.text("reason")))
            return
        }
        guard let image = Data(base64Encoded: try text(action, "image")), let session = work?.session else {
            throw DeskFailure(code: "portrait-unreadable")
        }
        let person = session.person
        let seen = try await equipment.portraits.examine(
            Array(image), under: session.step?.portrait, chip: session.documents[person]?.portrait?.bytes)
        _ = try handle(
            .portraitTaken(jpeg: Array(image), findings: seen.findings, comparison: seen.comparison))
    }

    func fingers(_ action: CounterAction) async throws {
        if action.name == .fingerMissing {
            guard let isMissing = action.flag("missing") else { throw DeskFailure(code: "malformed-request") }
            _ = try handle(
                .fingerMissing(text(action, "finger"), reason: isMissing ? text(action, "reason") : nil))
            return
        }
        guard let session = work?.session, let rule = session.step?.fingerprints else {
            throw DeskFailure(code: "session-not-open")
        }
        let asked = try capture(group: text(action, "group"), session, rule)
        let taken = try await equipment.fingers.capture(asked)
        for finger in taken.fingers {
            _ = try handle(
                .fingerCaptured(
                    finger.name, quality: finger.quality, image: finger.image, mediaType: finger.mediaType))
        }
        _ = try handle(.fingersChained(taken.last))
    }

    /// What of a group is still wanted. Where all of it is there, all of it is taken once more.
    private func capture(
        group: String, _ session: EnrollmentSession, _ rule: Enrollment.Procedure.FingerprintRule
    ) throws -> CounterCapture {
        let fingers = rule.fingers.filter { Self.group(of: $0) == group }
        let missing = fingers.filter { session.state(of: $0, under: rule) == .missing }
        let there = fingers.filter { !missing.contains($0) }
        let open = there.filter { [.open, .poor].contains(session.state(of: $0, under: rule)) }
        guard !there.isEmpty else { throw DeskFailure(code: "fingers-none-left") }
        return CounterCapture(
            fingers: open.isEmpty ? there : open, missing: missing, wantedQuality: rule.minimumQuality,
            previous: session.draft.fingerChain)
    }

    private static func group(of finger: String) -> String {
        if finger.hasSuffix("Thumb") { return "thumbs" }
        return finger.hasPrefix("Left") ? "left-four" : "right-four"
    }
}
