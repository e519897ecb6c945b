import FoundationEssentials

extension ReceiptBundle {
    private static let schema = "chip-id-station/receipt-bundle"

    /// The bytes that are signed.
    package func serialized() throws(RegistryError) -> [UInt8] {
        var json: [String: JSONValue] = [
            "schema": .string(Self.schema), "version": 1, "station": .string(station.text),
            "issued": .string("\(issued)"), "expires": .string("\(expires)"),
            "records": .array(try entries.map { entry throws(RegistryError) in try entry.json }),
            "states": .string(String(decoding: try RecordStateList(changes).serialized(), as: UTF8.self)),
        ]
        if let answer {
            json["answer"] = [
                "number": .integer(answer.number), "digest": .string(answer.digest.text),
                "reconciliation": .string(String(decoding: try answer.reconciliation.serialized(), as: UTF8.self)),
            ]
        }
        return try JSONValue.object(json).canonical()
    }

    /// Reads the bytes; says nothing about a signature.
    package init(parsing bytes: [UInt8]) throws(RegistryError) {
        guard bytes.count <= Self.maximumSize else { throw Self.malformed("it has \(bytes.count) bytes") }
        let json = try JSONValue(parsingCanonical: bytes)
        guard json["schema"]?.string == Self.schema, json["version"]?.integer == 1,
            let station = json["station"]?.string.flatMap({ StationID($0) }),
            let issued = json["issued"]?.string.flatMap({ Timestamp(text: $0) }),
            let expires = json["expires"]?.string.flatMap({ Timestamp(text: $0) }), issued < expires,
            let records = json["records"]?.array, records.count <= RecordBundle.mostRecords,
            let states = json["states"]?.string
        else { throw Self.malformed("a member is missing or of the wrong form") }
        self.station = station
        self.issued = issued
        self.expires = expires
        entries = try records.map { record throws(RegistryError) in try Entry(json: record) }
        changes = try RecordStateList(parsing: Array(states.utf8), atMost: Self.mostChanges).changes
        answer = try json["answer"].map { answer throws(RegistryError) in
            guard let number = answer["number"]?.integer, let text = answer["reconciliation"]?.string,
                let digest = answer["digest"]?.string.flatMap({ ContentDigest(text: $0) })
            else { throw Self.malformed("the answer to the statement") }
            return Answer(
                number: number, digest: digest, reconciliation: try Reconciliation(parsing: Array(text.utf8)))
        }
    }
}

extension ReceiptBundle.Entry {
    fileprivate var json: JSONValue {
        get throws(RegistryError) {
            var json: [String: JSONValue] = ["sequence": .integer(sequence), "digest": .string(digest.text)]
            switch result {
            case .received(let receipt): json["receipt"] = .string(Data(receipt).base64EncodedString())
            case .refused(let problem):
                json["problem"] = .string(String(decoding: try problem.serialized(), as: UTF8.self))
            case .notTaken(let reason): json["notTaken"] = .string(reason)
            }
            return .object(json)
        }
    }

    fileprivate init(json: JSONValue) throws(RegistryError) {
        guard let sequence = json["sequence"]?.integer, sequence >= 1, json.object?.count == 3,
            let digest = json["digest"]?.string.flatMap({ ContentDigest(text: $0) })
        else { throw ReceiptBundle.malformed("a record is not of the known form") }
        self.sequence = sequence
        self.digest = digest
        if let receipt = json["receipt"]?.string.flatMap({ Data(base64Encoded: $0) }) {
            result = .received([UInt8](receipt))
        } else if let problem = json["problem"]?.string.flatMap({ ProblemDetails(parsing: Array($0.utf8)) }) {
            result = .refused(problem)
        } else if let reason = json["notTaken"]?.string {
            result = .notTaken(String(reason.prefix(64)))
        } else {
            throw ReceiptBundle.malformed("a record has no result")
        }
    }
}
