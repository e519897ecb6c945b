import LDS
import SmartCard

extension DocumentReader {
    /// The eMRTD application (Doc 9303-10 §3.4).
    static let application: [UInt8] = [0xA0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01]

    /// Opens the chip: PACE where it is offered, BAC where it is not or where the chip refuses PACE other than for
    /// a wrong password. The application is selected afterwards.
    func openAccess(over channel: any CardChannel) async throws -> SecureMessagingChannel {
        guard !passwords.isEmpty else {
            throw EMRTDError(.passwordNeeded, "a CAN or an MRZ is needed", fault: .operator)
        }
        let offers = try await readCardAccess(over: channel)
        var refusal: EMRTDError?
        if let opened = try await openByPACE(offers, over: channel, refusal: &refusal) {
            try await selectApplication(over: opened)
            return opened
        }
        guard let seed = try passwords.lazy.compactMap({ try $0.bacSeed() }).first else {
            throw refusal
                ?? EMRTDError(
                    .passwordNeeded, "this card has no PACE, and a CAN alone does not open it: enter the MRZ",
                    fault: .operator)
        }
        try await selectApplication(over: channel)
        let randomness = self.randomness
        do {
            let opened = try await measured(.bac) {
                try await BasicAccessControl(seed: seed, randomness: randomness).perform(over: channel)
            }
            reading.bac = .passed
            reading.accessProtocol = "BAC"
            return opened
        } catch {
            reading.bac = .failed("\(error)")
            throw error
        }
    }

    /// EF.CardAccess, by SELECT under the master file. A card without it has no PACE.
    private func readCardAccess(over channel: any CardChannel) async throws -> SecurityInfos? {
        let outcome = try await fetch(.cardAccess, as: .cardAccess, over: channel)
        guard case .read(let raw) = outcome else { return nil }
        reading.files.append(raw)
        return try SecurityInfos(parsing: raw.bytes, in: "EF.CardAccess")
    }

    /// nil where PACE is not offered, or was refused for a reason that lets BAC try; then `refusal` says which.
    private func openByPACE(
        _ infos: SecurityInfos?, over channel: any CardChannel, refusal: inout EMRTDError?
    ) async throws -> SecureMessagingChannel? {
        guard let offers = infos?.pace, !offers.isEmpty else { return nil }
        reading.pace = .notAttempted
        guard let offer = offers.first(where: { (try? PACESuite($0)) != nil }), let password = passwords.first else {
            refusal = EMRTDError(
                .unsupported, "the card's PACE variants are not supported: \(offers.map(\.protocol.description))",
                fault: .station)
            return nil
        }
        let pace = PACE(offer, namesParameters: offers.count > 1, password: password, randomness: randomness)
        do {
            let opened = try await measured(.pace) { try await pace.perform(over: channel) }
            reading.pace = .passed
            reading.accessProtocol = offer.protocol.description
            return opened
        } catch let error as EMRTDError where error.code == .accessRefused {
            reading.pace = .failed(error.description)
            refusal = error
            return nil
        } catch {
            reading.pace = .failed("\(error)")
            throw error
        }
    }

    private func selectApplication(over channel: any CardChannel) async throws {
        let answer = try await channel.transmit(CommandAPDU(0x00, 0xA4, 0x04, 0x0C, data: Self.application))
        guard answer.status == .success else {
            throw EMRTDError(.notAnEMRTD, "this card has no eMRTD application", status: answer.status)
        }
    }
}
