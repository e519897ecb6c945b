import CardCrypto
import LDS
import SmartCard

extension DocumentReader {
    /// Lets the chip sign a challenge with the key of EF.DG15. A chip that refuses does not end the read: some have the
    /// file and no key (6A88), and passive authentication says whether the file is the state's.
    func authenticateActively(over channel: SecureMessagingChannel) async throws {
        // A session that broke off in the middle of it tries again.
        guard let file = reading.file(.dg15), [.notOffered, .notAttempted].contains(reading.activeAuthentication)
        else { return }
        reading.activeAuthentication = .notAttempted
        let template = try BERTLV(parsing: file.bytes)
        let infos = reading.file(.dg14).flatMap { try? SecurityInfos(parsingDataGroup14: $0.bytes) }
        guard let run = try? ActiveAuthentication(publicKeyInfo: template.value, info: infos?.activeAuthentication)
        else { return }
        let challenge = try self.challenge ?? randomness.bytes(ActiveAuthenticationVerifier.challengeLength)
        let allowsExtended = strategy.map { $0.maximumResponse > 256 } ?? false
        do {
            let proof = try await measured(.activeAuthentication) {
                try await run.perform(
                    over: CommandChaining(channel), challenge: challenge, allowsExtended: allowsExtended)
            }
            reading.activeAuthentication = proof.isValid ? .passed : .failed("the chip's signature is wrong")
            reading.activeAuthenticationProof = proof
        } catch let error as EMRTDError where error.code == .accessRefused {
            reading.activeAuthentication = .failed(error.description)
        }
    }
}
