import CardCrypto
import EMRTD
import LDS
import SmartCard

/// How far a terminal has come with its certificates.
struct TerminalTrust {
    /// A key that the chip may check with, with its curve, and what its chain may do so far.
    struct Key {
        let reference: KeyReference
        let publicKey: CertificatePublicKey
        let role: HolderAuthorization.Role
        let dataGroups: Set<Int>
    }

    /// Keys of certificates that were verified in this session.
    var imported: [Key] = []
    /// The key that MSE:Set DST chose.
    var chosen: Key?
    /// The terminal's key that MSE:Set AT chose.
    var terminal: Key?
    var challenge: [UInt8]?
}

/// Terminal Authentication version 1, card side (TR-03110-3 §B.3).
extension VirtualCard {
    private func key(_ bytes: [UInt8]?) -> TerminalTrust.Key? {
        guard let bytes, let reference = try? KeyReference(parsing: bytes) else { return nil }
        if let key = terminalTrust.imported.last(where: { $0.reference == reference }) { return key }
        return trustPoints.first { $0.holderReference == reference }.map {
            TerminalTrust.Key(
                reference: reference, publicKey: $0.publicKey, role: .cvca,
                dataGroups: $0.holderAuthorization?.dataGroups ?? [])
        }
    }

    /// MSE:Set DST: the key for the next certificate.
    func setVerificationKey(_ command: CommandAPDU) throws -> ResponseAPDU {
        let name = try BERTLV.sequence(parsing: command.data).first { $0.tag == 0x83 }?.value
        terminalTrust.chosen = key(name)
        return ResponseAPDU(status: terminalTrust.chosen == nil ? .referencedDataNotFound : .success)
    }

    /// PSO: Verify Certificate.
    func verifyCertificate(_ command: CommandAPDU) throws -> ResponseAPDU {
        guard let authority = terminalTrust.chosen else { return ResponseAPDU(status: .conditionsNotSatisfied) }
        let certificate = try CardVerifiableCertificate(parsingContent: command.data)
        guard certificate.authorityReference == authority.reference,
            let authorization = certificate.holderAuthorization,
            Self.mayCertify(authority.role, authorization.role),
            try has(.acceptsAnyCertificate)
                || authority.publicKey.verifies(certificate.signature, of: certificate.body),
            certificate.expirationDate >= currentDate
        else { return ResponseAPDU(status: .authenticationFailed) }
        let publicKey = certificate.publicKey.inheriting(from: authority.publicKey)
        if authorization.role == .cvca {
            // A link certificate: the new root takes its place beside the old one.
            trustPoints = [certificate] + trustPoints.prefix(1)
        }
        terminalTrust.imported.append(
            TerminalTrust.Key(
                reference: certificate.holderReference, publicKey: publicKey, role: authorization.role,
                dataGroups: authority.dataGroups.intersection(authorization.dataGroups)))
        // The chip's only clock: certificates of its own state (TR-03110-3 §C.2.2).
        if authorization.role == .cvca || authorization.role == .officialDomestic || authority.role == .officialDomestic
        {
            currentDate = max(currentDate, certificate.effectiveDate)
        }
        return ResponseAPDU(status: .success)
    }

    /// MSE:Set AT with the terminal's key.
    func setTerminalKey(_ command: CommandAPDU) throws -> ResponseAPDU {
        let name = try BERTLV.sequence(parsing: command.data).first { $0.tag == 0x83 }?.value
        guard let key = key(name), key.role == .terminal else { return ResponseAPDU(status: .referencedDataNotFound) }
        terminalTrust.terminal = key
        return ResponseAPDU(status: .success)
    }

    /// EXTERNAL AUTHENTICATE with the terminal's signature over chip, challenge and ephemeral key.
    func authenticateTerminal(_ command: CommandAPDU, _ terminal: TerminalTrust.Key) throws -> ResponseAPDU {
        let challenge = terminalTrust.challenge
        terminalTrust.challenge = nil
        terminalTrust.terminal = nil
        guard let challenge, let chipIdentifier, let terminalKey = terminalEphemeralKey else {
            return ResponseAPDU(status: .conditionsNotSatisfied)
        }
        let message = chipIdentifier + challenge + terminalKey
        guard try has(.acceptsAnyTerminal) || terminal.publicKey.verifies(command.data, of: message) else {
            return ResponseAPDU(status: .authenticationFailed)
        }
        terminalAccess = terminal.dataGroups
        return ResponseAPDU(status: .success)
    }

    private static func mayCertify(_ authority: HolderAuthorization.Role, _ holder: HolderAuthorization.Role) -> Bool {
        switch authority {
        case .cvca: holder != .terminal
        case .officialDomestic, .officialForeign: holder == .terminal
        case .terminal: false
        }
    }
}
