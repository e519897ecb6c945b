package import Registry

/// Which backup it is. It stands in the header, in clear, and in the signed manifest, and must be the same in both.
package struct BackupIdentity: Sendable, Hashable {
    package let id: RecordID
    package let station: StationID
    /// By the station's clock.
    package let made: Timestamp
    /// Whether the station stopped for good when it was made.
    package let isMove: Bool

    init(id: RecordID, station: StationID, made: Timestamp, isMove: Bool) {
        self.id = id
        self.station = station
        self.made = made
        self.isMove = isMove
    }

    /// Canonical JSON of a schema's first version: these members and one more.
    func serialized(as schema: String, with name: String, _ value: JSONValue) throws(RegistryError) -> [UInt8] {
        let json: JSONValue = [
            "schema": .string(schema), "version": 1, "id": .string(id.text), "station": .string(station.text),
            "made": .string("\(made)"), "move": .boolean(isMove), name: value,
        ]
        return try json.canonical()
    }

    /// Reads what `serialized` wrote, and gives the elements of the one more, which is an array; nil for another form.
    static func parse(_ bytes: [UInt8], as schema: String, with name: String) -> (BackupIdentity, [JSONValue])? {
        guard let json = try? JSONValue(parsingCanonical: bytes), json["schema"]?.string == schema,
            json["version"]?.integer == 1, json.object?.count == 7,
            let id = json["id"]?.string.flatMap({ RecordID($0) }),
            let station = json["station"]?.string.flatMap({ StationID($0) }),
            let made = json["made"]?.string.flatMap({ Timestamp(text: $0) }), let isMove = json["move"]?.boolean,
            let listed = json[name]?.array
        else { return nil }
        return (BackupIdentity(id: id, station: station, made: made, isMove: isMove), listed)
    }
}
