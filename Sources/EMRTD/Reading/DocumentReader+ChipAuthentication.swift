import CardCrypto
import LDS
import SmartCard

extension DocumentReader {
    /// Runs Chip Authentication with the first offer that the station supports, and returns the channel to go on with:
    /// the new one, or the old one where the chip offers none, refuses, or proved its key within PACE.
    func authenticateChip(over channel: SecureMessagingChannel) async throws -> SecureMessagingChannel {
        let infos = try SecurityInfos(parsingDataGroup14: reading.file(.dg14)?.bytes ?? [])
        // Terminal Authentication needs the keys of Chip Authentication itself.
        let wantsKeys = terminal != nil && infos.offersTerminalAuthentication
        if reading.provesByMapping, reading.chipAuthentication == .passed, !wantsKeys { return channel }
        let offers = infos.chipAuthenticationOffers
        guard !offers.isEmpty else { return channel }
        // What the station does not have says nothing against the card.
        reading.chipAuthentication = .notAttempted
        reading.chipAuthenticationTranscript = nil
        guard let run = offers.lazy.compactMap({ try? ChipAuthentication($0, randomness: self.randomness) }).first
        else {
            return channel
        }
        do {
            let outcome = try await measured(.chipAuthentication) { try await run.perform(over: channel) }
            terminalKey = try outcome.terminalKey.compressed()
            // Proven by the first answer under the new keys, see `confirmChipAuthentication`.
            reading.chipAuthentication = .failed("the chip did not answer under the agreed keys")
            unconfirmed = outcome
            return outcome.channel
        } catch let error as EMRTDError where error.code == .accessRefused {
            reading.chipAuthentication = .failed(error.description)
            return channel
        }
    }

    /// Called where an answer under the new keys may have come: only the chip with the private key can have given it.
    func confirmChipAuthentication() async {
        guard let transcript = await unconfirmed?.transcript else { return }
        unconfirmed = nil
        reading.chipAuthentication = .passed
        reading.chipAuthenticationTranscript = transcript
    }

    /// As above, and where no answer has come, because what was wanted was read in an earlier session, asks for a short
    /// one: any will do, and without one nothing is proven.
    func confirmChipAuthentication(over channel: SecureMessagingChannel) async throws {
        await confirmChipAuthentication()
        guard awaitsConfirmation else { return }
        let identifier = ElementaryFile.sod.identifier
        _ = try await channel.transmit(
            CommandAPDU(
                0x00, 0xA4, 0x02, 0x0C,
                data: [UInt8(truncatingIfNeeded: identifier >> 8), UInt8(truncatingIfNeeded: identifier)]))
        await confirmChipAuthentication()
    }

    /// After PACE with Chip Authentication Mapping: compares the chip's word with its key in EF.CardSecurity
    /// (Doc 9303-11 §4.4.3.5). That the file is the state's is for passive authentication to say.
    func proveByMapping(_ outcome: PACE.Outcome) async throws {
        guard let proof = outcome.mappingProof else { return }
        reading.mappingProof = proof
        try await readFile(.cardSecurity, over: outcome.channel, required: false)
        guard let raw = reading.file(.cardSecurity) else {
            reading.chipAuthentication = .failed("the chip does not show EF.CardSecurity")
            return
        }
        do {
            let content = try SignedData.verify(raw.bytes).content
            let keys = try SecurityInfos(parsing: content, in: "EF.CardSecurity").chipAuthenticationPublicKeys
            let isProven = keys.contains { info in
                guard let key = try? AgreementPublicKeyInfo.parse(info.subjectPublicKeyInfo).key else { return false }
                return proof.proves(key)
            }
            reading.chipAuthentication =
                isProven ? .passed : .failed("the chip does not hold a key of EF.CardSecurity")
        } catch {
            reading.chipAuthentication = .failed("EF.CardSecurity: \(error)")
        }
    }
}
