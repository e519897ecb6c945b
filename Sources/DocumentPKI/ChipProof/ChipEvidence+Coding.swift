import LDS
import SmartCard

extension ChipEvidence: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case accessProtocol, pace, bac, chipAuthentication, activeAuthentication, terminalAuthentication
        case refusedOffers, refusedFiles, activeAuthenticationProof, chipAuthenticationTranscript, mappingTranscript
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        let offers = try container.decode([String].self, forKey: .refusedOffers)
        guard offers.count <= EvidenceLimits.offers,
            offers.allSatisfy({ EvidenceLimits.isPlain($0, EvidenceLimits.sentence) })
        else { throw EvidenceError(.malformed, "refusedOffers are too many or too long") }
        self.init(
            accessProtocol: try container.text(.accessProtocol, atMost: EvidenceLimits.name), refusedOffers: offers)
        pace = try container.decode(RecordedOutcome.self, forKey: .pace)
        bac = try container.decode(RecordedOutcome.self, forKey: .bac)
        chipAuthentication = try container.decode(RecordedOutcome.self, forKey: .chipAuthentication)
        activeAuthentication = try container.decode(RecordedOutcome.self, forKey: .activeAuthentication)
        terminalAuthentication = try container.decode(RecordedOutcome.self, forKey: .terminalAuthentication)
        refusedFiles = try Self.refusedFiles(container.decode([String: String].self, forKey: .refusedFiles))
        activeAuthenticationProof = try container.ifPresent(.activeAuthenticationProof) {
            try container.decode(ActiveAuthenticationProof.self, forKey: $0)
        }
        chipAuthenticationTranscript = try container.ifPresent(.chipAuthenticationTranscript) {
            try container.decode(ChipAuthenticationTranscript.self, forKey: $0)
        }
        mappingTranscript = try container.ifPresent(.mappingTranscript) {
            try container.decode(MappingTranscript.self, forKey: $0)
        }
    }

    /// `DG3` and `6982`.
    private static func refusedFiles(_ texts: [String: String]) throws -> [ElementaryFile: StatusWord] {
        guard texts.count <= EvidenceLimits.refusedFiles else {
            throw EvidenceError(.malformed, "refusedFiles are too many")
        }
        var files: [ElementaryFile: StatusWord] = [:]
        for (name, word) in texts {
            guard let file = ElementaryFile(shortName: name), let octets = Hex.bytes(word), octets.count == 2,
                Hex.string(octets) == word
            else { throw EvidenceError(.malformed, "refusedFiles holds a file or a status word that is none") }
            files[file] = StatusWord(rawValue: UInt16(octets[0]) << 8 | UInt16(octets[1]))
        }
        return files
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(accessProtocol, forKey: .accessProtocol)
        try container.encode(pace, forKey: .pace)
        try container.encode(bac, forKey: .bac)
        try container.encode(chipAuthentication, forKey: .chipAuthentication)
        try container.encode(activeAuthentication, forKey: .activeAuthentication)
        try container.encode(terminalAuthentication, forKey: .terminalAuthentication)
        try container.encode(refusedOffers, forKey: .refusedOffers)
        let files = refusedFiles.map { ($0.key.shortName, $0.value.description) }
        try container.encode(Dictionary(files, uniquingKeysWith: { first, _ in first }), forKey: .refusedFiles)
        try container.encodeIfPresent(activeAuthenticationProof, forKey: .activeAuthenticationProof)
        try container.encodeIfPresent(chipAuthenticationTranscript, forKey: .chipAuthenticationTranscript)
        try container.encodeIfPresent(mappingTranscript, forKey: .mappingTranscript)
    }
}

extension RecordedOutcome: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable { case outcome, reason }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        guard let word = Word(rawValue: try container.decode(String.self, forKey: .outcome)) else {
            throw EvidenceError(.malformed, "outcome is none of the four words")
        }
        self.init(
            word, reason: try container.ifPresent(.reason) { try container.text($0, atMost: EvidenceLimits.sentence) })
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(word.rawValue, forKey: .outcome)
        try container.encodeIfPresent(reason, forKey: .reason)
    }
}
