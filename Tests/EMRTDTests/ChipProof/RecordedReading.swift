import CardCrypto
import DocumentPKI
import EMRTD
import LDS

extension DocumentReading {
    /// The chip's proofs as they are kept.
    var agreement: ChipAuthenticationTranscript? {
        chipAuthenticationTranscript.map {
            ChipAuthenticationTranscript(
                protocol: ObjectIdentifier(octets: $0.objectIdentifier), keyID: $0.keyID,
                terminalPrivateKey: $0.terminalPrivateKey, answer: $0.answer,
                sendSequenceCounter: $0.sendSequenceCounter)
        }
    }

    var mapping: MappingTranscript? {
        mappingProof.map { MappingTranscript(mappingKey: $0.mappingKey.bytes, chipAuthenticationData: $0.data) }
    }

    var signature: ActiveAuthenticationProof? {
        activeAuthenticationProof.map {
            ActiveAuthenticationProof(challenge: $0.challenge, signature: $0.signature)
        }
    }

    func bytes(_ file: ElementaryFile) -> [UInt8]? { self.file(file)?.bytes }

    /// A file's verdict on the chip, as the station would keep it.
    var evidence: ChipEvidence {
        var evidence = ChipEvidence(accessProtocol: accessProtocol)
        evidence.chipAuthentication = Self.recorded(chipAuthentication)
        evidence.activeAuthentication = Self.recorded(activeAuthentication)
        evidence.chipAuthenticationTranscript = agreement
        evidence.mappingTranscript = mapping
        evidence.activeAuthenticationProof = signature
        return evidence
    }

    private static func recorded(_ outcome: ProtocolOutcome) -> RecordedOutcome {
        RecordedOutcome(RecordedOutcome.Word(rawValue: outcome.word) ?? .failed, reason: outcome.reason)
    }
}

extension ChipProofResult {
    var isRefutation: Bool { if case .refuted = self { true } else { false } }
    var isUndecided: Bool { if case .notVerifiable = self { true } else { false } }
}
