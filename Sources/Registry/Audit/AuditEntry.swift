/// One line of a station's audit log: who did what, when, and the digest of the line before.
///
/// Canonical JSON (RFC 8785). No personal data of citizens: the subject is the id of a record, a procedure or a code.
package struct AuditEntry: Sendable, Hashable {
    package let station: StationID
    /// From 1, without gaps.
    package let number: Int
    /// By the station's clock.
    package let time: Timestamp
    /// Who; nil where nobody was signed in.
    package let officer: String?
    /// What, a stable word: `sign-in`, `enrollment-begun`; a-z, 0-9 and hyphens.
    package let action: String
    /// With what: a record's or a procedure's id, the code of a refusal.
    package let subject: String?
    /// The digest of the entry before; `ContentDigest.none` in the first.
    package let previous: ContentDigest

    /// Bytes of one entry.
    package static let maximumSize = 1024
    /// Entries in one call to the registry.
    package static let mostInABatch = 200

    package init(
        station: StationID, number: Int, time: Timestamp, officer: String?, action: String, subject: String?,
        previous: ContentDigest
    ) throws(RegistryError) {
        guard (1...JSONValue.largestInteger).contains(number), (number == 1) == (previous == .none) else {
            throw .malformedAudit("its number, or what it follows")
        }
        guard officer.map(Officer.isID) ?? true else { throw .malformedAudit("its officer is no identity") }
        guard StationID(action) != nil else { throw .malformedAudit("its action is no word of a-z, 0-9 and hyphens") }
        guard subject.map(Self.isSubject) ?? true else {
            throw .malformedAudit("its subject is too long, not plain, or could be a person's number")
        }
        self.station = station
        self.number = number
        self.time = time
        self.officer = officer
        self.action = action
        self.subject = subject
        self.previous = previous
    }

    /// 1 to 128 of a-z, A-Z, 0-9 and `-._:/`; nothing that is digits alone and as long as a number of a person or phone.
    private static func isSubject(_ text: String) -> Bool {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x3A, 0x2F: true
            default: false
            }
        }
        let isNumber = text.utf8.count >= 9 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        return isPlain && (1...128).contains(text.utf8.count) && !isNumber
    }

    /// Where the chain is with this entry.
    package var head: AuditHead {
        get throws(RegistryError) { AuditHead(number: number, digest: ContentDigest(of: try serialized())) }
    }
}

extension AuditEntry {
    /// The bytes that its successor's `previous` is the digest of.
    package func serialized() throws(RegistryError) -> [UInt8] {
        var members: [String: JSONValue] = [
            "station": .string(station.text), "number": .integer(number), "time": .string("\(time)"),
            "action": .string(action), "previous": .string(previous.text),
        ]
        members["officer"] = officer.map { .string($0) }
        members["subject"] = subject.map { .string($0) }
        return try JSONValue.object(members).canonical()
    }

    /// Reads an entry, which must be canonical and hold these members and no others.
    package init(parsing bytes: [UInt8]) throws(RegistryError) {
        guard bytes.count <= Self.maximumSize else { throw .malformedAudit("it has \(bytes.count) bytes") }
        let json = try JSONValue(parsingCanonical: bytes)
        guard let station = json["station"]?.string.flatMap({ StationID($0) }), let number = json["number"]?.integer,
            let time = json["time"]?.string.flatMap({ Timestamp(text: $0) }), let action = json["action"]?.string,
            let previous = json["previous"]?.string.flatMap({ ContentDigest(text: $0) })
        else { throw .malformedAudit("a member is missing or of the wrong form") }
        try self.init(
            station: station, number: number, time: time, officer: json["officer"]?.string, action: action,
            subject: json["subject"]?.string, previous: previous)
        guard try serialized() == bytes else { throw .malformedAudit("it has further members") }
    }
}

extension RegistryError.Code {
    package static let malformedAudit = Self(rawValue: "malformed-audit-entry")
}

extension RegistryError {
    static func malformedAudit(_ what: String) -> RegistryError {
        RegistryError(.malformedAudit, "an audit entry is refused: \(what)", fault: .station)
    }
}
