package import CardCrypto
import Foundation

/// The password of an officer as it is hashed: in Unicode's composed form (NFC), for keyboards write “ế” in several ways.
package enum OfficerPassword {
    /// What a new password must have at least, in characters.
    package static let shortest = 12
    /// Bytes; more is a mistake or an attack.
    package static let longest = 1024

    /// The bytes that a password stands for. One of ASCII alone is never copied into a text, which nobody wipes.
    package static func bytes(_ typed: SecretBytes) throws(RegistryError) -> SecretBytes {
        guard typed.count <= longest else { throw refused("it has more than \(longest) bytes") }
        if typed.withUnsafeBytes({ $0.allSatisfy { $0 < 0x80 } }) { return typed }
        guard let text = typed.withUnsafeBytes({ String(validating: $0, as: UTF8.self) }) else {
            throw refused("it is no UTF-8")
        }
        return SecretBytes(text.precomposedStringWithCanonicalMapping.utf8)
    }

    /// Refuses a new password that is short, or one character again and again.
    package static func check(_ typed: SecretBytes) throws(RegistryError) {
        let characters = try bytes(typed).withUnsafeBytes { Array(String(decoding: $0, as: UTF8.self)) }
        guard characters.count >= shortest else { throw refused("it has fewer than \(shortest) characters") }
        guard Set(characters).count >= 5 else { throw refused("it has fewer than 5 different characters") }
    }

    private static func refused(_ why: String) -> RegistryError {
        RegistryError(.passwordRefused, "the password is refused: \(why)", fault: .station)
    }
}
