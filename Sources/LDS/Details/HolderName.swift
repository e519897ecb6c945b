/// A name in national characters whose parts are set apart as in the MRZ: `SMITH<<JOHN<J` (Doc 9303-10 table 72).
package struct HolderName: Sendable, Hashable {
    /// Family name, or the whole name where the issuer does not split it.
    package let primary: String
    /// Given names; empty where there are none.
    package let secondary: String

    package init(primary: String, secondary: String = "") {
        self.primary = primary
        self.secondary = secondary
    }

    /// Splits at the first `<<`; single fillers are spaces.
    package init(filled text: String) {
        func spaced(_ part: some StringProtocol) -> String { part.split(separator: "<").joined(separator: " ") }
        let octets = Array(text.utf8)
        let split = octets.indices.dropLast().first { octets[$0] == 0x3C && octets[$0 + 1] == 0x3C } ?? octets.count
        // A filler is one octet that never stands inside another character of UTF-8.
        primary = spaced(String(decoding: octets[..<split], as: UTF8.self))
        secondary = spaced(String(decoding: octets[split...], as: UTF8.self))
    }

    /// With fillers, as the file has it.
    package var filled: String {
        (secondary.isEmpty ? primary : primary + "<<" + secondary).replacing(" ", with: "<")
    }
}

extension HolderName: Redacted {
    package var description: String { "name" }
}
