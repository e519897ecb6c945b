/// An officer's signature under the claims of a record: that he enrolls, approves or rejects it.
///
/// ECDSA over SHA-256 of
///
/// ```
/// "chip-id-station/officer-signature/1" LF officer LF role LF purpose LF time LF | claims' SHA-256 (32)
/// ```
package struct OfficerSignature: Sendable, Hashable {
    /// What he says by it.
    package enum Purpose: String, Sendable, Hashable, CaseIterable {
        case enrolls, approves, rejects
    }

    /// How a check ended.
    package enum Verification: Sendable, Hashable {
        case valid(Officer)
        /// The roster does not have him.
        case unknownOfficer
        /// He says that he has another role than the roster gives him.
        case wrongRole
        /// He may not work where he signed; only the registry asks.
        case wrongStation
        /// Not his signature, or not over these claims.
        case invalid
    }

    package let officer: String
    package let role: OfficerRole
    package let purpose: Purpose
    /// By the clock of the station.
    package let time: Timestamp
    /// `r ‖ s`, 64 bytes.
    package let signature: [UInt8]

    /// Signs.
    package init(
        of claims: ContentDigest, by officer: Officer, with keys: OfficerKeys, purpose: Purpose, at time: Timestamp
    ) throws(RegistryError) {
        self.officer = officer.id
        self.role = officer.role
        self.purpose = purpose
        self.time = time
        signature = try keys.sign(
            Self.message(claims, officer: officer.id, role: officer.role, purpose: purpose, time: time))
    }

    /// Checks it by the roster's key. Whether the officer's role is enough for the purpose is the procedure's to say.
    package func verify(claims: ContentDigest, in roster: Roster) -> Verification {
        roster.officer(officer).map { verify(claims: claims, by: $0) } ?? .unknownOfficer
    }

    func verify(claims: ContentDigest, by officer: Officer) -> Verification {
        let message = Self.message(claims, officer: self.officer, role: role, purpose: purpose, time: time)
        guard OfficerKeys.verifies(signature, of: message, by: officer.signingKey) else { return .invalid }
        return role == officer.role ? .valid(officer) : .wrongRole
    }

    private static func message(
        _ claims: ContentDigest, officer: String, role: OfficerRole, purpose: Purpose, time: Timestamp
    ) -> [UInt8] {
        let text = "chip-id-station/officer-signature/1\n\(officer)\n\(role.rawValue)\n\(purpose.rawValue)\n\(time)\n"
        return Array(text.utf8) + claims.bytes
    }
}

extension OfficerSignature {
    package var json: JSONValue {
        [
            "officer": .string(officer), "role": .string(role.rawValue), "purpose": .string(purpose.rawValue),
            "time": .string("\(time)"), "signature": .string(Base16.text(signature)),
        ]
    }

    /// Reads it; says nothing about whether it holds.
    package init(json: JSONValue) throws(RegistryError) {
        guard json.object?.count == 5, let officer = json["officer"]?.string, Officer.isID(officer),
            let role = json["role"]?.string.flatMap({ OfficerRole(rawValue: $0) }),
            let purpose = json["purpose"]?.string.flatMap({ Purpose(rawValue: $0) }),
            let time = json["time"]?.string.flatMap({ Timestamp(text: $0) }),
            let signature = json["signature"]?.string.flatMap({ Base16.bytes($0) }), signature.count == 64
        else {
            throw RegistryError(
                .malformedOfficer, "an officer's signature is not of the known form", fault: .station)
        }
        self.officer = officer
        self.role = role
        self.purpose = purpose
        self.time = time
        self.signature = signature
    }
}
