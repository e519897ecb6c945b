import CardCrypto
import DocumentPKI
import EMRTD
import Foundation
import LDS

extension EvidenceFolder {
    /// What a reading at the desk leaves for another day.
    ///
    /// - Parameter report: the bytes of `report.json`, where there is one.
    init(_ reading: Desk.Reading, report: [UInt8]? = nil) {
        let evidence = Evidence(
            time: reading.time, reader: reading.reader, scannedMRZ: reading.scannedMRZ,
            chip: ChipEvidence(reading.document))
        self.init(evidence, files: reading.document.files, report: report)
    }
}

extension ChipEvidence {
    /// What was read, as those see it who talk to no card. The terminal's ephemeral key goes along: the session is over.
    init(_ reading: DocumentReading) {
        self.init(accessProtocol: reading.accessProtocol, refusedOffers: reading.refusedOffers)
        pace = RecordedOutcome(reading.pace)
        bac = RecordedOutcome(reading.bac)
        chipAuthentication = RecordedOutcome(reading.chipAuthentication)
        activeAuthentication = RecordedOutcome(reading.activeAuthentication)
        terminalAuthentication = RecordedOutcome(reading.terminalAuthentication)
        refusedFiles = reading.refused
        activeAuthenticationProof = reading.activeAuthenticationProof.map {
            ActiveAuthenticationProof(challenge: $0.challenge, signature: $0.signature)
        }
        chipAuthenticationTranscript = reading.chipAuthenticationTranscript.map {
            ChipAuthenticationTranscript(
                protocol: ObjectIdentifier(octets: $0.objectIdentifier), keyID: $0.keyID,
                terminalPrivateKey: $0.terminalPrivateKey, answer: $0.answer,
                sendSequenceCounter: $0.sendSequenceCounter)
        }
        mappingTranscript = reading.mappingProof.map {
            MappingTranscript(mappingKey: $0.mappingKey.bytes, chipAuthenticationData: $0.data)
        }
    }
}

extension RecordedOutcome {
    init(_ outcome: ProtocolOutcome) {
        let word: Word =
            switch outcome {
            case .notOffered: .notOffered
            case .notAttempted: .notAttempted
            case .failed: .failed
            case .passed: .passed
            }
        self.init(word, reason: outcome.reason)
    }
}
