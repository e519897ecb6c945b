package import CardCrypto

/// What opens a chip: printed on the card, so known to whoever holds it (Doc 9303-11 §9.7.3).
///
/// Printing a password shows its kind only.
package struct Password: Sendable {
    /// How MSE:Set AT names the password (Doc 9303-11 §4.4.4.1, data object 83).
    package enum Kind: UInt8, Sendable {
        case mrz = 1
        case can = 2
        case pin = 3
        case puk = 4
    }

    package let kind: Kind
    /// The octets of the CAN, the PIN or the PUK, or the MRZ information (document number, birth, expiry with their check digits).
    private let octets: SecretBytes

    /// The card access number. 6 digits on today's cards; the standard allows other lengths.
    package static func can(_ digits: String) throws(EMRTDError) -> Password {
        guard (6...16).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw EMRTDError(.passwordMalformed, "a CAN is 6 digits", fault: .operator)
        }
        return Password(kind: .can, octets: SecretBytes(Array(digits.utf8)))
    }

    /// The holder's personal identification number (TR-03110-2 §2.3), for eID cards that take it.
    package static func pin(_ text: String) throws(EMRTDError) -> Password { try secret(.pin, text, "a PIN") }

    /// The number that unblocks a PIN.
    package static func puk(_ text: String) throws(EMRTDError) -> Password { try secret(.puk, text, "a PUK") }

    private static func secret(_ kind: Kind, _ text: String, _ name: String) throws(EMRTDError) -> Password {
        guard (4...16).contains(text.utf8.count), text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw EMRTDError(.passwordMalformed, "\(name) is 4 to 16 printable characters", fault: .operator)
        }
        return Password(kind: kind, octets: SecretBytes(Array(text.utf8)))
    }

    /// The MRZ information of Doc 9303-11 §9.7.2: number and check digit, birth and check digit, expiry and check digit.
    package static func mrz(information: String) throws(EMRTDError) -> Password {
        let allowed = information.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || $0 == 0x3C
        }
        guard (24...64).contains(information.utf8.count), allowed else {
            throw EMRTDError(
                .passwordMalformed, "MRZ information is at least 24 characters A-Z, 0-9, <", fault: .operator)
        }
        return Password(kind: .mrz, octets: SecretBytes(Array(information.utf8)))
    }

    /// The document number with its check digit, by which a chip is named after BAC; nil for other passwords.
    package var documentNumber: [UInt8]? {
        // Birth and expiry with their check digits follow it. The number stands on the card; it is no key by itself.
        kind == .mrz ? octets.withUnsafeBytes { Array($0.dropLast(14)) } : nil
    }

    /// `f(π)`: a number as it stands, the MRZ information hashed.
    func shared() throws -> SecretBytes {
        switch kind {
        case .can, .pin, .puk: octets
        case .mrz: try Digest.sha1.hash(secret: octets)
        }
    }

    /// `K_π`, which decrypts PACE's nonce.
    package func paceKey(for cipher: SymmetricCipher) throws -> SecretBytes {
        try KeyDerivation.key(from: shared(), .password, for: cipher)
    }

    /// `K_seed` of Basic Access Control; nil for a password that BAC does not take.
    package func bacSeed() throws -> SecretBytes? {
        kind == .mrz ? try shared().prefix(16) : nil
    }
}

extension Password: CustomStringConvertible, CustomReflectable {
    package var description: String { "\(kind)".uppercased() }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
