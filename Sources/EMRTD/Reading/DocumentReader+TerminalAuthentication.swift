import LDS
import SmartCard

extension DocumentReader {
    /// Shows the terminal's certificates, where it has some and the chip asks for them. A chip that refuses keeps its
    /// fingerprints closed and is read on.
    func authenticateTerminal(over channel: SecureMessagingChannel) async throws {
        let infos = reading.file(.dg14).flatMap { try? SecurityInfos(parsingDataGroup14: $0.bytes) }
        guard infos?.offersTerminalAuthentication == true else { return }
        reading.terminalAuthentication = .notAttempted
        guard let terminal, let terminalKey, let chipIdentifier else { return }
        do {
            try await measured(.terminalAuthentication) {
                let path = try await self.certificates(terminal, over: channel)
                let run = TerminalAuthentication(
                    path: path, signer: terminal.signer, chipIdentifier: chipIdentifier, terminalKey: terminalKey)
                try await run.perform(over: CommandChaining(channel))
            }
            reading.terminalAuthentication = .passed
            // What an earlier session found closed may be open now.
            for group in [ElementaryFile.dg3, .dg4] { reading.refused[group] = nil }
        } catch let error as EMRTDError where [.accessRefused, .unsupported].contains(error.code) {
            reading.terminalAuthentication = .failed(error.description)
        }
        await confirmChipAuthentication()
    }

    private func certificates(
        _ terminal: TerminalCredentials, over channel: SecureMessagingChannel
    ) async throws -> [CardVerifiableCertificate] {
        guard case .read(let file) = try await fetch(.cvca, as: .file(.cvca), over: channel) else {
            throw EMRTDError(.accessRefused, "Terminal Authentication: the chip does not show EF.CVCA")
        }
        if reading.file(.cvca) == nil { keep(file) }
        let trusted = try TrustPoints(parsing: file.bytes).references
        guard let path = terminal.path(from: trusted) else {
            throw EMRTDError(
                .accessRefused,
                "Terminal Authentication: no certificate of ours leads to a key that the chip trusts: \(trusted)",
                fault: .station)
        }
        return path
    }
}
