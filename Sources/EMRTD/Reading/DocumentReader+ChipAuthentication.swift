import LDS
import SmartCard

extension DocumentReader {
    /// Runs Chip Authentication with the first offer that the station supports, and returns the channel to go on with:
    /// the new one, or the old one where the chip offers none or refuses.
    func authenticateChip(over channel: SecureMessagingChannel) async throws -> SecureMessagingChannel {
        let offers = try SecurityInfos(parsingDataGroup14: reading.file(.dg14)?.bytes ?? []).chipAuthenticationOffers
        guard !offers.isEmpty else { return channel }
        // What the station does not have says nothing against the card.
        reading.chipAuthentication = .notAttempted
        guard let run = offers.lazy.compactMap({ try? ChipAuthentication($0, randomness: self.randomness) }).first
        else {
            return channel
        }
        do {
            let opened = try await measured(.chipAuthentication) { try await run.perform(over: channel) }
            // Proven by the first answer under the new keys, see `confirmChipAuthentication`.
            reading.chipAuthentication = .failed("the chip did not answer under the agreed keys")
            awaitsConfirmation = true
            return opened
        } catch let error as EMRTDError where error.code == .accessRefused {
            reading.chipAuthentication = .failed(error.description)
            return channel
        }
    }

    /// Called after a file was read under the new keys: only the chip with the private key can have answered.
    func confirmChipAuthentication() {
        guard awaitsConfirmation else { return }
        awaitsConfirmation = false
        reading.chipAuthentication = .passed
    }
}
