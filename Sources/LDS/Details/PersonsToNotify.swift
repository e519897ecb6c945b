package import SmartCard

/// EF.DG16: whom to notify in an emergency (Doc 9303-10 §4.7.16).
package struct PersonsToNotify: Sendable, Hashable {
    /// One person; elements that no table names are kept.
    package struct Person: Sendable, Hashable {
        /// Date, name, telephone, address and others, in the file's order.
        package let elements: [BERTLV]

        package init(elements: [BERTLV]) { self.elements = elements }

        package init(recorded: RecordedDate, name: HolderName, telephone: String, address: String) {
            elements = [
                BERTLV(0x5F50, recorded.serialized()), BERTLV(0x5F51, Array(name.filled.utf8)),
                BERTLV(0x5F52, Array(telephone.utf8)), BERTLV(0x5F53, Array(address.utf8)),
            ]
        }

        private func octets(_ tag: BERTag) -> [UInt8]? { elements.first { $0.tag == tag }?.value }
        private func text(_ tag: BERTag) -> String? { octets(tag).map { String(decoding: $0, as: UTF8.self) } }

        /// When the details were recorded; nil where that is absent or no date.
        package var recorded: RecordedDate? { octets(0x5F50).flatMap { RecordedDate(parsing: $0) } }
        package var name: HolderName? { text(0x5F51).map(HolderName.init(filled:)) }
        package var telephone: String? { text(0x5F52) }
        package var address: [String]? { text(0x5F53).map { $0.split(separator: "<").map(String.init) } }
    }

    package let persons: [Person]

    package init(_ persons: [Person]) { self.persons = persons }
}

extension PersonsToNotify {
    private static let place = "EF.DG16"
    /// The tags A1 to AF number the templates.
    private static let maximumPersons = 15

    /// Reads the file: a count, then as many templates, A1 first.
    package init(parsing bytes: [UInt8]) throws(LDSError) {
        let parts = try BERTLV.template(0x70, parsing: bytes, in: Self.place).parts(in: Self.place)
        guard let count = parts.first, count.value.count == 1,
            try count.smallInteger(in: Self.place) == parts.count - 1, parts.count <= Self.maximumPersons + 1
        else { throw LDSError(.malformed, in: Self.place, "the count does not go with the templates") }
        var persons: [Person] = []
        for (index, part) in parts.dropFirst().enumerated() {
            guard part.tag == Self.tag(index) else {
                throw LDSError(.malformed, in: Self.place, "template \(index + 1) has tag \(part.tag)")
            }
            persons.append(Person(elements: try part.parts(in: "\(Self.place) template \(index + 1)")))
        }
        self.persons = persons
    }

    /// The file again. More than 15 persons have no tags; the rest is left out.
    package func serialized() -> [UInt8] {
        let written = persons.prefix(Self.maximumPersons)
        let templates = written.enumerated().map { BERTLV(Self.tag($0), $1.elements) }
        return BERTLV(0x70, [BERTLV.integer(written.count)] + templates).serialized()
    }

    private static func tag(_ index: Int) -> BERTag { BERTag(rawValue: 0xA1 + UInt32(truncatingIfNeeded: index)) }
}

extension PersonsToNotify: Redacted {
    package var description: String { "EF.DG16, \(persons.count) persons" }
}

extension PersonsToNotify.Person: Redacted {
    package var description: String { "person to notify" }
}
