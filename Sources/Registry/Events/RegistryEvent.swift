/// Something that the registry decided, for systems behind it: no personal data.
///
/// ```
/// { "number": 17,                    1, 2, 3 … without a gap
///   "kind": "record-approved",
///   "record": id, "station": name, "sequence": number,
///   "action": "open-account",        what the record asks for; "close-account" where officers closed the account that
///                                    stands by it
///   "account": 64 digits or null,    the same for every event about one account, and for nothing else
///   "state": "active" or null, "level": 2 or null,    the account's, where the event is about it
///   "reasons": [code, …],            why a record waits, was rejected or sent back
///   "time": time }
/// ```
///
/// Kinds are `record-queued`, `case-escalated`, `record-approved`, `record-rejected`, `record-correction-wanted` and
/// `account-` with a name of ``AccountChange``. There will be more: a consumer passes over those that it does not know.
package struct RegistryEvent: Sendable, Hashable {
    package let number: Int
    package let kind: String
    package let record: String
    package let station: String
    package let sequence: Int
    package let action: String
    package let account: ContentDigest?
    package let status: AccountStatus?
    package let reasons: [String]
    package let time: Timestamp
}

extension RegistryEvent {
    package var json: JSONValue {
        [
            "number": .integer(number), "kind": .string(kind), "record": .string(record), "station": .string(station),
            "sequence": .integer(sequence), "action": .string(action),
            "account": account.map { .string($0.text) } ?? .null,
            "state": status.map { .string($0.state.rawValue) } ?? .null,
            "level": status.map { .integer($0.level) } ?? .null,
            "reasons": .array(reasons.map { .string($0) }), "time": .string("\(time)"),
        ]
    }

    /// Reads an event. Members that are not known are passed over: a registry may be newer than its consumer.
    package init(json: JSONValue) throws(RegistryError) {
        guard let number = json["number"]?.integer, let kind = json["kind"]?.string,
            let record = json["record"]?.string, let station = json["station"]?.string,
            let sequence = json["sequence"]?.integer, let action = json["action"]?.string,
            let reasons = json["reasons"]?.array?.compactMap(\.string),
            let time = json["time"]?.string.flatMap({ Timestamp(text: $0) })
        else { throw RegistryError(.malformedJSON, "an event is not of the known form", fault: .registry) }
        self.number = number
        self.kind = kind
        self.record = record
        self.station = station
        self.sequence = sequence
        self.action = action
        account = json["account"]?.string.flatMap { ContentDigest(text: $0) }
        let state = json["state"]?.string.flatMap { AccountState(rawValue: $0) }
        status = state.flatMap { state in json["level"]?.integer.map { AccountStatus(state, level: $0) } }
        self.reasons = reasons
        self.time = time
    }
}
