package import CardCrypto
package import LDS

/// The terminal's private key: in a file, in a PKCS#11 token, in a TPM.
package protocol TerminalSigner: Sendable {
    /// Signs by the algorithm that the terminal's certificate names.
    func sign(_ message: [UInt8], by algorithm: SignatureAlgorithm) async throws -> [UInt8]
}

extension PrivateKey: TerminalSigner {
    /// A key that OpenSSL holds, in memory or by a provider in a token.
    package func sign(_ message: [UInt8], by algorithm: SignatureAlgorithm) async throws -> [UInt8] {
        try signature(of: message, by: algorithm)
    }
}

/// What a terminal shows to a chip: its certificates and its key.
package struct TerminalCredentials: Sendable {
    /// The terminal's, its verifier's, and link certificates between roots, in any order.
    package let certificates: [CardVerifiableCertificate]
    /// The terminal's name in its certificate.
    package let holder: KeyReference
    package let signer: any TerminalSigner

    package init(certificates: [CardVerifiableCertificate], holder: KeyReference, signer: any TerminalSigner) {
        self.certificates = certificates
        self.holder = holder
        self.signer = signer
    }

    /// The certificates to send, from one that a trusted root signed down to the terminal's; nil where no such way
    /// exists. The shortest way wins.
    package func path(from trusted: [KeyReference]) -> [CardVerifiableCertificate]? {
        let own = certificates.filter { $0.holderReference == holder }
        var ways = own.map { [$0] }
        // A chain has few links; a heap of certificates that point in a circle ends here.
        for _ in 0..<Self.longestPath {
            if let way = ways.first(where: { way in way.first.map { trusted.contains($0.authorityReference) } ?? false }
            ) {
                return way
            }
            ways = ways.flatMap { way in
                certificates.filter { candidate in
                    candidate.holderReference == way.first?.authorityReference && !candidate.isSelfSigned
                        && !way.contains(candidate)
                }.map { [$0] + way }
            }
            if ways.count > Self.mostWays { return nil }
        }
        return nil
    }

    private static let longestPath = 8
    private static let mostWays = 64
}
