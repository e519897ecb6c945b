import Crypto
import FoundationEssentials

/// Text signed by one or more keys (c2sp.org/signed-note).
package struct SignedNote: Sendable, Hashable {
    /// What is signed, its last newline included. Means nothing before `verify`.
    package let text: String
    /// The signature lines, without their newlines.
    package let signatures: [String]

    init(text: String, signatures: [String]) {
        self.text = text
        self.signatures = signatures
    }

    /// The most signature lines that are looked at; the specification asks for at least 16.
    private static let mostSignatures = 64

    /// The whole note.
    package var serialized: String { text + "\n" + signatures.map { $0 + "\n" }.joined() }

    /// Reads a note: text, an empty line, signature lines.
    package init(parsing note: String) throws(RegistryError) {
        let malformed = RegistryError(.malformedReceipt, "the checkpoint is no signed note", fault: .registry)
        let control = note.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" }
        let lines = note.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        guard !control, note.utf8.last == 0x0A, let blank = lines.dropLast().lastIndex(of: ""), blank > 0 else {
            throw malformed
        }
        let signatures = Array(lines[(blank + 1)..<(lines.count - 1)])
        guard (1...Self.mostSignatures).contains(signatures.count),
            signatures.allSatisfy({ $0.unicodeScalars.starts(with: "\u{2014} ".unicodeScalars) })
        else { throw malformed }
        self.init(text: lines[..<blank].joined(separator: "\n") + "\n", signatures: signatures)
    }

    /// Whether this key signed the text. Lines of other keys are ignored, one of this key that is wrong is a refusal.
    package func verify(by key: LogVerifierKey) -> Bool {
        var verified = false
        for line in signatures {
            let fields = line.split(separator: " ", omittingEmptySubsequences: false)
            guard fields.count == 3, fields[1] == key.name, let bytes = Data(base64Encoded: String(fields[2])),
                bytes.prefix(4).elementsEqual(key.keyID)
            else { continue }
            guard key.key.isValidSignature(bytes.dropFirst(4), for: Data(text.utf8)) else { return false }
            verified = true
        }
        return verified
    }
}
