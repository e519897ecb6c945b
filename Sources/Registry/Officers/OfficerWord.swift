/// What an officer's word at the registry is signed as: lines of text, each with its end, and the digest of the record that
/// it is about. And whose word it was.
enum OfficerWord {
    static func message(_ lines: [String], over record: ContentDigest) -> [UInt8] {
        Array((lines.joined(separator: "\n") + "\n").utf8) + record.bytes
    }

    /// Whether a message was signed by an officer who had this role then.
    ///
    /// - Parameters:
    ///   - signature: `r ‖ s`, 64 bytes.
    ///   - assignments: all those of this officer.
    static func holds(
        _ signature: [UInt8], of message: [UInt8], by officer: String, as role: OfficerRole, at time: Timestamp,
        among assignments: [OfficerAssignment]
    ) -> Bool {
        assignments.contains { assignment in
            assignment.officer.id == officer && assignment.officer.role == role && assignment.covers(time)
                && OfficerKeys.verifies(signature, of: message, by: assignment.officer.signingKey)
        }
    }
}
