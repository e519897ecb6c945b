import CardCrypto
import LDS
import SmartCard

extension ActiveAuthenticationProof: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable { case challenge, signature }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        let length = ActiveAuthenticationVerifier.challengeLength
        self.init(
            challenge: try container.octets(.challenge, length...length),
            signature: try container.octets(.signature, 0...EvidenceLimits.answer))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(challenge.lowerCaseHex, forKey: .challenge)
        try container.encode(signature.lowerCaseHex, forKey: .signature)
    }
}

extension ChipAuthenticationTranscript: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case `protocol`, keyID, terminalPrivateKey, answer, sendSequenceCounter
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        let dotted = try container.text(.protocol, atMost: EvidenceLimits.name)
        guard let identifier = ObjectIdentifier(dotted), identifier.description == dotted else {
            throw EvidenceError(.malformed, "protocol is no object identifier")
        }
        self.init(
            protocol: identifier, keyID: try container.ifPresent(.keyID) { try container.octets($0, 1...1024) },
            terminalPrivateKey: SecretBytes(try container.octets(.terminalPrivateKey, 1...256)),
            answer: try ResponseAPDU(parsing: container.octets(.answer, 2...EvidenceLimits.answer)),
            sendSequenceCounter: try container.octets(.sendSequenceCounter, 8...16))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode("\(self.protocol)", forKey: .protocol)
        try container.encodeIfPresent(keyID?.lowerCaseHex, forKey: .keyID)
        // The session is over, and without the key nobody can check the answer.
        try container.encode(terminalPrivateKey.exposed().lowerCaseHex, forKey: .terminalPrivateKey)
        try container.encode(answer.serialized().lowerCaseHex, forKey: .answer)
        try container.encode(sendSequenceCounter.lowerCaseHex, forKey: .sendSequenceCounter)
    }
}

extension MappingTranscript: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable { case mappingKey, chipAuthenticationData }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        self.init(
            mappingKey: try container.octets(.mappingKey, 1...1024),
            chipAuthenticationData: SecretBytes(try container.octets(.chipAuthenticationData, 0...256)))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(mappingKey.lowerCaseHex, forKey: .mappingKey)
        // As above: the chip's word is evidence now.
        try container.encode(chipAuthenticationData.exposed().lowerCaseHex, forKey: .chipAuthenticationData)
    }
}
