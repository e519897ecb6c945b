/// What an officer decided about a case, signed by him.
///
/// ECDSA over SHA-256 of
///
/// ```
/// "chip-id-station/case-decision/1" LF case LF officer LF role LF decision LF reason or "-" LF time LF | record's SHA-256 (32)
/// ```
package struct CaseDecision: Sendable, Hashable {
    package enum Verdict: String, Sendable, Hashable, CaseIterable {
        case approve, reject, correct

        /// The state of a case that ends so.
        package var state: Case.State {
            switch self {
            case .approve: .approved
            case .reject: .rejected
            case .correct: .correctionWanted
            }
        }
    }

    package let number: Int
    package let officer: String
    package let role: OfficerRole
    package let verdict: Verdict
    /// A code of the policy; nil for an approval, which needs none.
    package let reason: String?
    package let time: Timestamp
    /// `r ‖ s`, 64 bytes.
    package let signature: [UInt8]

    /// A decision as it was stored.
    init(
        number: Int, officer: String, role: OfficerRole, verdict: Verdict, reason: String?, time: Timestamp,
        signature: [UInt8]
    ) {
        self.number = number
        self.officer = officer
        self.role = role
        self.verdict = verdict
        self.reason = reason
        self.time = time
        self.signature = signature
    }

    /// Signs.
    init(
        on subject: Case, by officer: Officer, with keys: OfficerKeys, verdict: Verdict, reason: String?,
        at time: Timestamp
    ) throws(RegistryError) {
        let message = Self.message(
            subject.number, subject.digest, officer: officer.id, role: officer.role, verdict: verdict, reason: reason,
            time: time)
        self.init(
            number: subject.number, officer: officer.id, role: officer.role, verdict: verdict, reason: reason,
            time: time, signature: try keys.sign(message))
    }

    /// Whether it is the word of an officer who had this role then, over this record.
    ///
    /// - Parameter assignments: all those of this officer.
    func holds(over record: ContentDigest, by assignments: [OfficerAssignment]) -> Bool {
        let message = Self.message(
            number, record, officer: officer, role: role, verdict: verdict, reason: reason, time: time)
        return OfficerWord.holds(signature, of: message, by: officer, as: role, at: time, among: assignments)
    }

    private static func message(
        _ number: Int, _ record: ContentDigest, officer: String, role: OfficerRole, verdict: Verdict, reason: String?,
        time: Timestamp
    ) -> [UInt8] {
        let lines = [
            "chip-id-station/case-decision/1", "\(number)", officer, role.rawValue, verdict.rawValue, reason ?? "-",
            "\(time)",
        ]
        return OfficerWord.message(lines, over: record)
    }
}

/// That an officer looked at what a case's record says of its holder, and why; signed by him before he saw it.
///
/// ECDSA over SHA-256 of
///
/// ```
/// "chip-id-station/case-opening/1" LF case LF officer LF role LF purpose LF time LF | record's SHA-256 (32)
/// ```
package struct CaseOpening: Sendable, Hashable {
    package let number: Int
    package let officer: String
    package let role: OfficerRole
    /// In his own words, no personal data.
    package let purpose: String
    package let time: Timestamp
    /// `r ‖ s`, 64 bytes.
    package let signature: [UInt8]

    static let longestPurpose = 200

    init(number: Int, officer: String, role: OfficerRole, purpose: String, time: Timestamp, signature: [UInt8]) {
        self.number = number
        self.officer = officer
        self.role = role
        self.purpose = purpose
        self.time = time
        self.signature = signature
    }

    /// Signs.
    init(
        of subject: Case, by officer: Officer, with keys: OfficerKeys, purpose: String, at time: Timestamp
    ) throws(RegistryError) {
        let lines = [
            "chip-id-station/case-opening/1", "\(subject.number)", officer.id, officer.role.rawValue, purpose,
            "\(time)",
        ]
        let message = OfficerWord.message(lines, over: subject.digest)
        self.init(
            number: subject.number, officer: officer.id, role: officer.role, purpose: purpose, time: time,
            signature: try keys.sign(message))
    }
}
