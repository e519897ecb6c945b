import FoundationEssentials

extension Officer {
    var json: JSONValue {
        var members: [String: JSONValue] = [
            "id": .string(id), "name": .string(name), "role": .string(role.rawValue),
            "stations": .array(stations.map { .string($0.text) }), "signingKey": .string(Base16.text(signingKey)),
            "sealingKey": .string(Base16.text(sealingKey.bytes)), "lockedKeys": lockedKeys.json,
        ]
        members["cardKey"] = cardKey.map { .string($0.text) }
        return .object(members)
    }

    init(json: JSONValue) throws(RegistryError) {
        guard let id = json["id"]?.string, let name = json["name"]?.string,
            let role = json["role"]?.string.flatMap({ OfficerRole(rawValue: $0) }),
            let names = json["stations"]?.array,
            case let stations = names.compactMap({ $0.string.flatMap { StationID($0) } }),
            stations.count == names.count,
            let signingKey = json["signingKey"]?.string.flatMap({ Base16.bytes($0) }),
            OfficerApplication.isKey(signingKey),
            let sealing = json["sealingKey"]?.string.flatMap({ Base16.bytes($0) }),
            let locked = json["lockedKeys"]
        else { throw .malformedOfficer("a member is missing or of the wrong form") }
        try self.init(
            id: id, name: name, role: role, stations: stations, signingKey: signingKey,
            sealingKey: SealingKey(bytes: sealing), lockedKeys: LockedKeys(json: locked),
            cardKey: json["cardKey"]?.string.flatMap { ContentDigest(text: $0) })
        // What is written back the same holds no further members, and its stations are in order.
        guard self.json == json else { throw .malformedOfficer("it has further members, or stations out of order") }
    }
}
