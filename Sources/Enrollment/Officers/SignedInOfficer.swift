import CardCrypto
package import Registry

/// An officer who has signed in: only `OfficerDesk` makes one. His keys go with the last copy of it.
package struct SignedInOfficer: Sendable {
    package let officer: Officer
    private let keys: OfficerKeys

    init(_ officer: Officer, keys: OfficerKeys) {
        self.officer = officer
        self.keys = keys
    }

    /// His signature under the claims of a record.
    package func sign(
        claims: ContentDigest, purpose: OfficerSignature.Purpose, at time: Timestamp
    ) throws -> OfficerSignature {
        try OfficerSignature(of: claims, by: officer, with: keys, purpose: purpose, at: time)
    }

    /// His keys under a new password, for the registry to admit him by. What was sealed for him still opens.
    func application(newPassword: SecretBytes) throws -> OfficerApplication {
        try OfficerApplication.make(of: officer, keys: keys, newPassword: newPassword)
    }

    /// Opens what was sealed for him (`Officer.sealingKey`), in the place it was sealed for.
    package func open(_ sealed: [UInt8], in context: SealContext) throws -> [UInt8] {
        try keys.open(sealed, in: context)
    }
}

extension SignedInOfficer: CustomStringConvertible, CustomReflectable {
    package var description: String { "\(officer)" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
