import DocumentPKI
import Foundation
import Testing

@Suite("Inspection policies")
struct InspectionPolicyTests {
    @Test("a policy is JSON and comes back as it was", arguments: InspectionPolicy.shipped)
    func roundTrip(policy: InspectionPolicy) throws {
        let json = try JSONEncoder().encode(policy)
        let again = try JSONDecoder().decode(InspectionPolicy.self, from: json)
        #expect(again.name == policy.name && again.tolerated == policy.tolerated)
        #expect(again.momentWithoutSigningTime == policy.momentWithoutSigningTime)
        for check in Check.allCases { #expect(again.rule(for: check) == policy.rule(for: check)) }
    }

    @Test(
        "a name that no table has is an error, and so is a rule that gives authenticity away",
        arguments: [
            ("\"sod-signature\":\"required\"", "\"sod-signatur\":\"required\""),
            ("\"sod-signature\":\"required\"", "\"sod-signature\":\"optional\""),
            ("\"sod-signature\":\"required\"", "\"sod-signature\":\"advisory\""),
            ("\"chip-original\":\"required\"", "\"chip-original\":\"advisory\""),
            ("\"explicit-curve\"", "\"explicit-curves\""), ("\"name\"", "\"title\""),
            ("\"revocationListMaximumAge\":90", "\"revocationListMaximumAge\":-1"),
        ])
    func hostile(part: String, change: String) throws {
        let text = String(decoding: try JSONEncoder().encode(InspectionPolicy.strict), as: UTF8.self)
        #expect(text.contains(part))
        #expect(throws: (any Error).self) {
            try JSONDecoder().decode(InspectionPolicy.self, from: Data(text.replacing(part, with: change).utf8))
        }
    }

    @Test("a rule that was made by hand cannot give authenticity away either", arguments: Check.allCases)
    func floor(check: Check) {
        var policy = InspectionPolicy.counter
        policy.rules[check] = .advisory
        let verdict = policy.verdict([InspectionFinding(check, .failed, .refuted)])
        switch check.weakestRule {
        case .advisory: #expect(verdict == .valid)
        case .mayBeMissing, .required: #expect(verdict == .invalid)
        }
    }

    @Test("what is wrong comes before what is unknown, what is not accepted, and what is missing")
    func order() {
        let missing = InspectionFinding(.chip, .notDone, .noProof)
        let expired = InspectionFinding(.expiry, .failed, .expired)
        let unknown = InspectionFinding(.chain, .notDone, .noTrustAnchor)
        let forged = InspectionFinding(.signature, .failed, .signatureInvalid)
        let strict = InspectionPolicy.strict
        #expect(strict.verdict([]) == .valid)
        #expect(strict.verdict([missing]) == .incomplete)
        #expect(strict.verdict([expired, missing]) == .notAccepted)
        #expect(strict.verdict([missing, unknown, expired]) == .noTrustAnchor)
        #expect(strict.verdict([forged, missing, unknown, expired]) == .invalid)
        #expect(InspectionPolicy.counter.verdict([missing, expired]) == .valid)
    }
}
