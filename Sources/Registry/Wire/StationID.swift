/// The name of a station: what its certificates carry as common name, and what stands in the registry's paths.
///
/// 1 to 63 lower-case letters, digits and hyphens, the first no hyphen: safe in a path, a file name and a log.
package struct StationID: Sendable, Hashable, CustomStringConvertible {
    package let text: String

    /// The station with this name; nil where the name breaks the rule.
    package init?(_ text: String) {
        let allowed = text.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || byte == UInt8(ascii: "-")
        }
        guard allowed, (1...63).contains(text.utf8.count), !text.hasPrefix("-") else { return nil }
        self.text = text
    }

    package var description: String { text }
}
