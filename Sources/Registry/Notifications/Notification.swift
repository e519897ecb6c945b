/// A message to a citizen that waits to be delivered.
package struct WaitingNotification: Sendable, Hashable {
    package let number: Int
    package let event: RegistryEvent
    /// Sealed to the registry's own key; `ContactSeal` opens it.
    package let contact: [UInt8]
    /// This one included.
    package let attempts: Int
}

/// A message that was given up; its contact is kept, sealed, until somebody has it tried again.
package struct DeadNotification: Sendable, Hashable {
    package let number: Int
    package let kind: String
    package let record: String
    package let attempts: Int
    /// What the program that delivers ended with, no words of its.
    package let failure: String
}

/// How a citizen is reached, as the record says.
package struct Contact: Sendable, Hashable {
    package let phone: String?
    package let email: String?
    /// The language in which he agreed, `vi`.
    package let language: String

    /// nil where the record names no way to reach anybody.
    init?(_ claims: RecordClaims) {
        phone = claims.entry["phone"]
        email = claims.entry["email"]
        language = claims.consent.language
        guard phone != nil || email != nil else { return nil }
    }

    init(json: JSONValue) throws(RegistryError) {
        guard let language = json["language"]?.string else {
            throw RegistryError(.malformedJSON, "a contact is not of the known form", fault: .registry)
        }
        phone = json["phone"]?.string
        email = json["email"]?.string
        self.language = language
    }

    var json: JSONValue {
        [
            "phone": phone.map { .string($0) } ?? .null, "email": email.map { .string($0) } ?? .null,
            "language": .string(language),
        ]
    }
}

extension Contact: CustomStringConvertible, CustomReflectable {
    package var description: String { "contact" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// Contacts under the registry's own key, each bound to its record: the database alone tells nobody's number.
enum ContactSeal {
    private static func context(_ record: RecordID, _ station: StationID, _ sequence: Int) throws -> SealContext {
        guard let part = PartName("notification/contact") else {
            throw RegistryError(.sealBroken, "a contact has no place", fault: .registry)
        }
        return SealContext(record: record, station: station, sequence: sequence, part: part)
    }

    static func seal(_ contact: Contact, of manifest: RecordManifest, by key: SealingKey) throws -> [UInt8] {
        let context = try context(manifest.record, manifest.station, manifest.sequence)
        let part = RecordPart(
            name: context.part, mediaType: "application/json", bytes: try contact.json.canonical())
        return try key.seal(part, in: context).bytes
    }

    static func open(_ sealed: [UInt8], of event: RegistryEvent, by key: OpeningKey) throws -> Contact {
        guard let record = RecordID(event.record), let station = StationID(event.station) else {
            throw RegistryError(.sealBroken, "an event names no record", fault: .registry)
        }
        let context = try context(record, station, event.sequence)
        return try Contact(json: JSONValue(parsing: key.open(sealed, in: context)))
    }
}
