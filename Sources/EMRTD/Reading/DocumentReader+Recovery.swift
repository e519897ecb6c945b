import CardCrypto
import LDS
import SmartCard

/// Extended length, and what to do where it was a lie (Doc 9303-10 §3.6.4.2).
extension DocumentReader {
    /// The way of reading that a new session should take; nil where another session would not help.
    func recovery(from error: any Error) -> ReadStrategy? {
        let current = strategy ?? ReadStrategy(maximumResponse: 256)
        switch error {
        case let error as SmartCardError where error.code == .cardReset:
            // Once can be a finger on the card; again it is the way of reading.
            resets += 1
            return resets > 1 ? current.steppedDown ?? current : current
        case let error as SmartCardError where error.code == .cardRemoved:
            return policy.patienceForReturn > .zero && card is any ResettableChannel ? current : nil
        case let error as SmartCardError where error.code == .readerFailed || error.code == .apduTooLong:
            return current.steppedDown
        case let error as EMRTDError where error.code == .unprotectedAnswer && isRefusal(error):
            return current
        case let error as EMRTDError where awaitsConfirmation && error.isLossOfSecureMessaging:
            return ReadStrategy(maximumResponse: min(current.maximumResponse, 256), usesShortIdentifiers: false)
        case let error as EMRTDError
        where reading.isOpen && (error.isLossOfSecureMessaging || error.code == .fileUnreadable):
            return current.steppedDown
        default: return nil
        }
    }

    /// Some cards end the session to say that a group is locked or missing. Nothing vouches for that word; but a group
    /// that the state signed and that is not read is told as such, and the others are read in a new session.
    private func isRefusal(_ error: EMRTDError) -> Bool {
        guard let file = beingRead, file.dataGroupNumber != nil, file != .dg14, torn == nil, let status = error.status,
            status == .securityStatusNotSatisfied || status == .fileNotFound
        else { return false }
        reading.refused[file] = status
        return true
    }

    /// How this card and this reader carry most: what was learned before, what the reader and EF.ATR/INFO say.
    func chooseStrategy(over channel: any CardChannel, cardAccess: RawFile?) async throws {
        guard strategy == nil else { return }
        reading.cardFamily = try Self.family(link.answerToReset, cardAccess)
        let readerLimit = await meter.limits.maximumResponseData
        if var known = await link.memory.strategy(for: key) {
            known.maximumResponse = min(known.maximumResponse, readerLimit)
            strategy = known
            return
        }
        let told = AnswerToReset(parsing: link.answerToReset)?.hasExtendedLength
        guard readerLimit > 256, told != false else {
            strategy = ReadStrategy(maximumResponse: min(256, readerLimit))
            return
        }
        var cardLimit = policy.probesExtendedLength ? 0x1_0000 : 256
        if case .read(let raw) = try await fetch(.atrInfo, as: .file(.atrInfo), over: channel) {
            keep(raw)
            // The length of a response APDU counts its status word.
            let stated = try? CardInfo(parsing: raw.bytes).extendedLengths
            cardLimit = stated.map { $0.response - 2 } ?? cardLimit
        }
        strategy = ReadStrategy(maximumResponse: max(256, min(readerLimit, cardLimit)))
    }

    func rememberStrategy() async {
        guard let strategy else { return }
        await link.memory.remember(strategy, for: key)
    }

    private var key: LinkMemory.Key { LinkMemory.Key(reader: link.reader, cardFamily: reading.cardFamily) }

    private static func family(_ answerToReset: [UInt8], _ cardAccess: RawFile?) throws -> String {
        Hex.string(try Digest.sha256.hash(answerToReset + (cardAccess?.bytes ?? [])).prefix(8).map { $0 })
    }
}

extension ReadStrategy {
    /// Nothing in it relies on what card or reader said.
    var isCareful: Bool { maximumResponse <= 256 && !usesShortIdentifiers }
}
