/// The officers of a registry's stations, from its signer: who may sign in, offline too, until it expires.
///
/// Canonical JSON (RFC 8785) as the content of CMS SignedData (CAdES-B). A station takes no older one than it has.
package struct Roster: Sendable, Hashable {
    /// Rises with every roster of a registry.
    package let number: Int
    package let issued: Timestamp
    /// Nobody signs in by it afterwards.
    package let expires: Timestamp
    /// In ascending order of their ids.
    package let officers: [Officer]

    /// Officers in one roster.
    package static let mostOfficers = 4096
    /// Bytes of a signed roster.
    package static let maximumSize = 8 << 20
    /// The longest that a roster may live, in milliseconds: 31 days.
    package static let longestLife = 31 * 86_400_000
    /// How much a station's clock may be behind the registry's, in milliseconds.
    package static let clockTolerance = 300_000

    package init(
        number: Int, issued: Timestamp, expires: Timestamp, officers: [Officer]
    ) throws(RegistryError) {
        guard (1...JSONValue.largestInteger).contains(number), issued < expires else {
            throw .malformedRoster("its number or times")
        }
        guard officers.count <= Self.mostOfficers, Set(officers.map(\.id)).count == officers.count else {
            throw .malformedRoster("more than \(Self.mostOfficers) officers, or one twice")
        }
        self.number = number
        self.issued = issued
        self.expires = expires
        self.officers = officers.sorted { $0.id < $1.id }
    }

    /// The officer of an id; nil where there is none.
    package func officer(_ id: String) -> Officer? { officers.first { $0.id == id } }

    /// Whether its time is over.
    package func hasExpired(at time: Timestamp) -> Bool { time > expires }

    /// Whether it was issued later than this clock says it is, by more than clocks differ.
    package func isFromTheFuture(at time: Timestamp) -> Bool {
        issued.milliseconds - time.milliseconds > Self.clockTolerance
    }
}

extension Roster {
    private static let schema = "chip-id-station/roster"

    /// The bytes that are signed.
    package func serialized() throws(RegistryError) -> [UInt8] {
        let json: JSONValue = [
            "schema": .string(Self.schema), "version": 1, "number": .integer(number), "issued": .string("\(issued)"),
            "expires": .string("\(expires)"), "officers": .array(officers.map(\.json)),
        ]
        return try json.canonical()
    }

    /// Reads the bytes; says nothing about a signature.
    package init(parsing bytes: [UInt8]) throws(RegistryError) {
        guard bytes.count <= Self.maximumSize else { throw .malformedRoster("it has \(bytes.count) bytes") }
        let json = try JSONValue(parsingCanonical: bytes)
        guard json["schema"]?.string == Self.schema, json["version"]?.integer == 1, json.object?.count == 6,
            let number = json["number"]?.integer, let officers = json["officers"]?.array,
            officers.count <= Self.mostOfficers,
            let issued = json["issued"]?.string.flatMap({ Timestamp(text: $0) }),
            let expires = json["expires"]?.string.flatMap({ Timestamp(text: $0) })
        else { throw .malformedRoster("a member is missing or of the wrong form") }
        try self.init(
            number: number, issued: issued, expires: expires,
            officers: try officers.map { officer throws(RegistryError) in try Officer(json: officer) })
        guard try serialized() == bytes else { throw .malformedRoster("its officers are out of order") }
    }
}
