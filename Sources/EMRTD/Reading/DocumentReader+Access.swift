import CardCrypto
import LDS
import SmartCard

extension DocumentReader {
    /// Opens the chip: PACE where it is offered, BAC where it is not or where the chip refuses PACE before a password
    /// was tried and the policy lets BAC. The application is selected afterwards.
    func openAccess() async throws -> SecureMessagingChannel {
        guard !passwords.isEmpty else {
            throw EMRTDError(.passwordNeeded, "a CAN or an MRZ is needed", fault: .operator)
        }
        let infos = try await readCardAccess(over: await plainChannel)
        try await chooseStrategy(over: await plainChannel, cardAccess: reading.file(.cardAccess))
        let channel = await plainChannel
        var refusal: EMRTDError?
        if let infos, let opened = try await openByPACE(infos, over: channel, refusal: &refusal) {
            try await proveByMapping(opened)
            try await selectApplication(over: opened.channel)
            return opened.channel
        }
        guard let seed = try passwords.lazy.compactMap({ try $0.bacSeed() }).first else {
            throw refusal
                ?? EMRTDError(
                    .passwordNeeded, "this card has no PACE, and a CAN alone does not open it: enter the MRZ",
                    fault: .operator)
        }
        if let refusal, !policy.allowsBACBesidePACE {
            throw EMRTDError(
                .downgradeRefused, "the card offers PACE but refuses it, and BAC is not allowed then",
                status: refusal.status)
        }
        try await selectApplication(over: channel)
        let randomness = self.randomness
        do {
            let opened = try await measured(.bac) {
                try await BasicAccessControl(seed: seed, randomness: randomness).perform(over: channel)
            }
            reading.bac = .passed
            reading.accessProtocol = "BAC"
            chipIdentifier = passwords.lazy.compactMap(\.documentNumber).first
            return opened
        } catch {
            reading.bac = .failed("\(error)")
            throw error
        }
    }

    /// The card without secure messaging, as the strategy wants it spoken to.
    private var plainChannel: any CardChannel {
        get async {
            let longest = min(256, strategy?.maximumResponse ?? 256, await meter.limits.maximumResponseData)
            return CommandChaining(ResponseChaining(meter, longestAnswer: longest))
        }
    }

    /// EF.CardAccess. A card without it has no PACE; but some show it only after the master file was selected.
    private func readCardAccess(over channel: any CardChannel) async throws -> SecurityInfos? {
        if reading.file(.cardAccess) == nil {
            var outcome = try await fetch(.cardAccess, as: .cardAccess, over: channel)
            if case .refused = outcome {
                let master = CommandAPDU(0x00, 0xA4, 0x00, 0x0C, data: [0x3F, 0x00])
                // Cards that do not know this answer 6D00 or 6A87: never fatal.
                if try await channel.transmit(master).status == .success {
                    outcome = try await fetch(.cardAccess, as: .cardAccess, over: channel)
                }
            }
            guard case .read(let raw) = outcome else { return nil }
            keep(raw)
        }
        guard let raw = reading.file(.cardAccess) else { return nil }
        return try SecurityInfos(parsing: raw.bytes, in: "EF.CardAccess")
    }

    /// nil where PACE is not offered, or was refused for a reason that lets BAC try; then `refusal` says which.
    private func openByPACE(
        _ infos: SecurityInfos, over channel: any CardChannel, refusal: inout EMRTDError?
    ) async throws -> PACE.Outcome? {
        guard !infos.pace.isEmpty else { return nil }
        reading.pace = .notAttempted
        reading.refusedOffers = []
        let offers = PACEOffer.ranked(infos)
        if offers.isEmpty {
            refusal = EMRTDError(
                .unsupported, "the card's PACE variants are not supported: \(infos.pace.map(\.protocol.description))",
                fault: .station)
        }
        for offer in offers.prefix(Self.maximumOffers) {
            for password in passwords {
                let pace = PACE(offer, password: password, randomness: randomness)
                do {
                    let opened = try await measured(.pace) { try await pace.perform(over: channel) }
                    reading.pace = .passed
                    reading.accessProtocol = offer.info.protocol.description
                    chipIdentifier = try opened.chipKey.compressed()
                    return opened
                } catch let error as EMRTDError where error.code == .accessRefused {
                    reading.pace = .failed(error.description)
                    reading.refusedOffers.append("\(offer.info.protocol): \(error.description)")
                    refusal = error
                } catch {
                    reading.pace = .failed("\(error)")
                    throw error
                }
            }
        }
        return nil
    }

    /// More offers than any card makes; a hostile one could list hundreds.
    private static let maximumOffers = 8

    private func selectApplication(over channel: any CardChannel) async throws {
        let answer = try await channel.transmit(CommandAPDU(0x00, 0xA4, 0x04, 0x0C, data: ApplicationDirectory.eMRTD))
        switch answer.status {
        case .success: return
        case .securityStatusNotSatisfied:
            throw EMRTDError(.accessRefused, "this card opens with PACE only", status: answer.status)
        default: throw EMRTDError(.notAnEMRTD, "this card has no eMRTD application", status: answer.status)
        }
    }
}
