package import CardCrypto
import Crypto

/// By what the registry recognises a citizen and a phone number without keeping them: HMAC-SHA256 under its own key.
///
/// Personal numbers are few enough to be tried out one by one, so that a hash without a key would hide nothing.
package struct AccountIndex: Sendable {
    private let key: SecretBytes

    /// - Parameter key: 32 bytes that only the registry has.
    package init(key: SecretBytes) throws(RegistryError) {
        guard key.count == 32 else {
            throw RegistryError(.keyUnusable, "the key of the account index has not 32 bytes", fault: .registry)
        }
        self.key = key
    }

    func hashes(of facts: AccountFacts) -> AccountHashes {
        AccountHashes(
            holder: hash("personal-number", facts.holder),
            phone: facts.phone.flatMap { Self.normalized(phone: $0) }.map { hash("phone", $0) })
    }

    private func hash(_ kind: String, _ value: String) -> [UInt8] {
        let key = key.withUnsafeBytes { SymmetricKey(data: $0) }
        return Array(HMAC<SHA256>.authenticationCode(for: Array("\(kind)\n\(value)".utf8), using: key))
    }

    /// One number in its several ways of writing: without spaces, dots and hyphens, `+84` and `0084` as `0`.
    static func normalized(phone: String) -> String? {
        let plain = phone.filter { !" .-()\u{A0}".contains($0) }
        for prefix in ["+84", "0084"] where plain.hasPrefix(prefix) { return "0" + plain.dropFirst(prefix.count) }
        return plain.isEmpty ? nil : plain
    }
}

/// A citizen and a phone number as the registry keeps them: 32 bytes each.
package struct AccountHashes: Sendable, Hashable {
    let holder: [UInt8]
    let phone: [UInt8]?
}
