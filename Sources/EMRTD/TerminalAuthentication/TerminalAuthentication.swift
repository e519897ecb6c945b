package import LDS
package import SmartCard

/// Terminal Authentication version 1: the terminal proves to the chip that its state lets it read fingerprints and irises
/// (TR-03110-1 §3.5, TR-03110-3 §B.3). Runs under the keys of Chip Authentication.
package struct TerminalAuthentication: Sendable {
    private let path: [CardVerifiableCertificate]
    private let signer: any TerminalSigner
    private let chipIdentifier: [UInt8]
    private let terminalKey: [UInt8]

    /// - Parameters:
    ///   - path: from ``TerminalCredentials/path(from:)``.
    ///   - chipIdentifier: `ID_PICC`: the document number with its check digit after BAC, the compressed ephemeral key of
    ///     the chip after PACE.
    ///   - terminalKey: `Comp(PK_IFD)`, the compressed ephemeral key that the terminal sent in Chip Authentication.
    package init(
        path: [CardVerifiableCertificate], signer: any TerminalSigner, chipIdentifier: [UInt8], terminalKey: [UInt8]
    ) {
        self.path = path
        self.signer = signer
        self.chipIdentifier = chipIdentifier
        self.terminalKey = terminalKey
    }

    /// Shows the certificates and signs the chip's challenge. Throws where the chip refuses one of them.
    package func perform(over channel: any CardChannel) async throws {
        guard let last = path.last, let algorithm = last.publicKey.signatureAlgorithm else {
            throw EMRTDError(.unsupported, "Terminal Authentication without a usable certificate", fault: .station)
        }
        for certificate in path {
            let name = BERTLV(0x83, certificate.authorityReference.bytes).serialized()
            try await send(
                CommandAPDU(0x00, 0x22, 0x81, 0xB6, data: name), over: channel,
                "the chip does not know the key \(certificate.authorityReference)")
            try await send(
                CommandAPDU(0x00, 0x2A, 0x00, 0xBE, data: certificate.content), over: channel,
                "the chip refuses the certificate of \(certificate.holderReference)")
        }
        let own = BERTLV(0x83, last.holderReference.bytes).serialized()
        try await send(
            CommandAPDU(0x00, 0x22, 0x81, 0xA4, data: own), over: channel,
            "the chip refuses the key \(last.holderReference)")
        let challenge = try await channel.transmit(CommandAPDU(0x00, 0x84, 0x00, 0x00, expectedLength: 8))
        guard challenge.status == .success, challenge.data.count == 8 else {
            throw Self.refusal("the chip gave no challenge", challenge.status)
        }
        let signature = try await signer.sign(chipIdentifier + challenge.data + terminalKey, by: algorithm)
        try await send(
            CommandAPDU(0x00, 0x82, 0x00, 0x00, data: signature), over: channel,
            "the chip refuses the terminal's signature")
    }

    private func send(_ command: CommandAPDU, over channel: any CardChannel, _ refusal: String) async throws {
        let answer = try await channel.transmit(command)
        guard answer.status == .success else { throw Self.refusal(refusal, answer.status) }
    }

    private static func refusal(_ what: String, _ status: StatusWord) -> EMRTDError {
        EMRTDError(.accessRefused, "Terminal Authentication: \(what)", fault: .station, status: status)
    }
}
