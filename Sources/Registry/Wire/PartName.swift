package import LDS

/// The name of a part within its record: `record.json`, `portrait.jpg`, `chip/EF.DG13`.
///
/// 1 to 64 letters, digits, `.`, `-`, `_`, in segments parted by `/`; no segment starts with a dot.
package struct PartName: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let text: String

    /// The part with this name; nil where the name breaks the rule.
    package init?(_ text: String) {
        let segments = text.split(separator: "/", omittingEmptySubsequences: false)
        let allowed = text.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII
                && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                    || "._-/".unicodeScalars.contains(scalar))
        }
        guard allowed, (1...64).contains(text.utf8.count), segments.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") })
        else {
            return nil
        }
        self.text = text
    }

    private init(known text: String) { self.text = text }

    /// The record's content, canonical JSON.
    package static let record = PartName(known: "record.json")

    /// A chip file exactly as it was read.
    package static func chipFile(_ file: ElementaryFile) -> PartName { PartName(known: "chip/\(file)") }

    /// The chip file that a part of this name holds; nil for other parts.
    package var chipFile: ElementaryFile? {
        guard text.hasPrefix("chip/EF.") else { return nil }
        return ElementaryFile(shortName: String(text.dropFirst("chip/EF.".count)))
    }

    package static func < (one: PartName, other: PartName) -> Bool {
        one.text.utf8.lexicographicallyPrecedes(other.text.utf8)
    }

    package var description: String { text }
}
