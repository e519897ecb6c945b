/// The card readers, and what they say that they carry.
package struct ReaderFacts: CheckedFacts, Hashable {
    package struct Reader: Sendable, Hashable {
        package var name: String
        /// The most data bytes of an APDU; nil where it tells nothing, or another program has it.
        package var told: Int?
        /// A card is in it that does not answer.
        package var isMute: Bool

        package init(name: String, told: Int? = nil, isMute: Bool = false) {
            (self.name, self.told, self.isMute) = (name, told, isMute)
        }
    }

    package var readers: [Reader]
    /// The reader that the configuration names; a part of its name is enough.
    package var wanted: String?

    package init(_ readers: [Reader], wanted: String? = nil) { (self.readers, self.wanted) = (readers, wanted) }

    package var check: StationCheck {
        guard !readers.isEmpty else { return StationCheck(.readersNone) }
        let list = readers.map { reader in
            reader.told.map { "\(reader.name): \($0)" } ?? "\(reader.name): –"
        }
        let values: [String: CheckValue] = [
            "count": .number(readers.count), "readers": .name(list.joined(separator: ", ")),
        ]
        if let wanted, !readers.contains(where: { $0.name.lowercased().contains(wanted.lowercased()) }) {
            return StationCheck(.readersNamedAway, values.merging(["name": .text(wanted)]) { $1 })
        }
        return StationCheck(readers.contains(where: \.isMute) ? .readersMute : .readersReady, values)
    }
}
