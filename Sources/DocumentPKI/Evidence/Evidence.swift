package import FoundationEssentials

/// `evidence.json`: when and where a card was read, and what the chip showed beside its files.
package struct Evidence: Sendable {
    /// When the reading began, in whole seconds.
    package let time: Date
    /// The reader's name.
    package let reader: String
    /// The lines of the MRZ as they were scanned from the card, where they were.
    package let scannedMRZ: String?
    package let chip: ChipEvidence

    private static let schema = "chip-id-station/evidence"
    private static let version = 1
    /// 9999-12-31T23:59:59Z
    private static let lastSecond = 253_402_300_799.0
    /// Three lines of 44 are more than any zone has.
    private static let longestZone = 160

    /// Texts that are too long are cut; a time outside of 1970 to 9999 becomes the nearest of these.
    package init(time: Date, reader: String, scannedMRZ: String? = nil, chip: ChipEvidence) {
        let seconds = time.timeIntervalSince1970.rounded(.down)
        self.time = Date(timeIntervalSince1970: seconds.isNaN ? 0 : min(max(seconds, 0), Self.lastSecond))
        self.reader = EvidenceLimits.plain(reader, EvidenceLimits.name)
        self.scannedMRZ = scannedMRZ.map { EvidenceLimits.plain($0, Self.longestZone) }
        self.chip = chip
    }

    /// Reads the file. Throws ``EvidenceError`` with `malformed` for anything that ``serialized()`` does not write, but
    /// for white space and the order of members.
    package init(parsing bytes: [UInt8]) throws(EvidenceError) {
        guard bytes.count <= EvidenceLimits.evidence else {
            throw EvidenceError(.malformed, "evidence.json of \(bytes.count) bytes")
        }
        do { self = try JSONDecoder().decode(Evidence.self, from: Data(bytes)) } catch {
            throw EvidenceError(decoding: error)
        }
    }

    /// The file. The terminal's ephemeral key is in it in the clear.
    package func serialized() throws(EvidenceError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let bytes = try? encoder.encode(self) else { throw EvidenceError(.malformed, "evidence.json") }
        // What cannot be read again is no evidence.
        _ = try Evidence(parsing: Array(bytes))
        return Array(bytes)
    }
}

extension Evidence: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable { case schema, version, time, reader, scannedMRZ, chip }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        guard try container.decode(String.self, forKey: .schema) == Self.schema,
            try container.decode(Int.self, forKey: .version) == Self.version
        else { throw EvidenceError(.malformed, "another schema or version than \(Self.schema) \(Self.version)") }
        let text = try container.text(.time, atMost: EvidenceLimits.name)
        guard let time = try? Date.ISO8601FormatStyle().parse(text) else {
            throw EvidenceError(.malformed, "time is no moment in UTC")
        }
        self.init(
            time: time, reader: try container.text(.reader, atMost: EvidenceLimits.name),
            scannedMRZ: try container.ifPresent(.scannedMRZ) { try container.text($0, atMost: Self.longestZone) },
            chip: try container.decode(ChipEvidence.self, forKey: .chip))
        guard self.time.formatted(Date.ISO8601FormatStyle()) == text else {
            throw EvidenceError(.malformed, "time is not in whole seconds of the years 1970 to 9999")
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Self.schema, forKey: .schema)
        try container.encode(Self.version, forKey: .version)
        try container.encode(time.formatted(Date.ISO8601FormatStyle()), forKey: .time)
        try container.encode(reader, forKey: .reader)
        try container.encodeIfPresent(scannedMRZ, forKey: .scannedMRZ)
        try container.encode(chip, forKey: .chip)
    }
}

extension Evidence: CustomStringConvertible, CustomReflectable {
    /// What it is, without the holder's data and the session's key.
    package var description: String { "evidence of a reading by \(chip.accessProtocol)" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
