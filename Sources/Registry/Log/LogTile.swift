/// A piece of the log as it is served: up to 256 hashes of one level, or up to 256 entries (c2sp.org/tlog-tiles).
package struct LogTile: Sendable, Hashable {
    /// What is in it.
    package enum Content: Sendable, Hashable {
        /// The hashes of the complete nodes over 256^level leaves each.
        case hashes(level: Int)
        /// The entries themselves, each after its length in two bytes.
        case entries
    }

    /// How many a full tile holds.
    package static let fullWidth = 256
    /// The highest level: nodes of height 56.
    private static let highestLevel = 7
    /// Digits of the highest index: 256 times that many leaves are more than there will be, and still a number.
    private static let longestIndex = 15

    package let content: Content
    /// Which of its row, from 0.
    package let index: Int
    /// How many it holds, 1 to 256.
    package let width: Int

    package init(_ content: Content, index: Int, width: Int = fullWidth) {
        self.content = content
        self.index = index
        self.width = width
    }

    /// The tile of a tree of this size that holds a node, as wide as it can be.
    init(holding node: MerkleNode, size: Int) {
        let level = node.level / 8
        let index = (node.index << (node.level % 8)) / Self.fullWidth
        self.init(
            .hashes(level: level), index: index,
            width: min(Self.fullWidth, (size >> (8 * level)) - index * Self.fullWidth))
    }

    /// Reads what comes after `tile/`: `0/x001/234`, `entries/000.p/7`. There is one way to write each; nil for any other.
    package init?(path: String) {
        var steps = path.split(separator: "/", omittingEmptySubsequences: false)
        guard steps.count >= 2, path.utf8.count <= 64 else { return nil }
        let first = steps.removeFirst()
        if first == "entries" {
            content = .entries
        } else if let level = DecimalText.number(first), level <= Self.highestLevel {
            content = .hashes(level: level)
        } else {
            return nil
        }
        if steps.count >= 2, steps[steps.count - 2].hasSuffix(".p") {
            guard let width = DecimalText.number(steps.removeLast()), (1..<Self.fullWidth).contains(width) else {
                return nil
            }
            self.width = width
            steps[steps.count - 1] = steps[steps.count - 1].dropLast(2)
        } else {
            width = Self.fullWidth
        }
        var digits = ""
        for (place, step) in steps.enumerated() {
            let isLast = place == steps.count - 1
            let group = isLast ? step : step.dropFirst()
            guard isLast || step.first == "x", group.utf8.count == 3,
                group.utf8.allSatisfy({ (0x30...0x39).contains($0) })
            else { return nil }
            digits += group
        }
        guard digits.utf8.count <= Self.longestIndex, let index = Int(digits) else { return nil }
        self.index = index
        guard self.path == path else { return nil }
    }

    /// What comes after `tile/`.
    package var path: String {
        let first = if case .hashes(let level) = content { "\(level)" } else { "entries" }
        var groups: [String] = []
        var rest = index
        repeat {
            let group = String(rest % 1000)
            groups.insert(String(repeating: "0", count: 3 - group.utf8.count) + group, at: 0)
            rest /= 1000
        } while rest > 0
        let steps = groups.dropLast().map { "x\($0)" } + groups.suffix(1)
        return ([first] + steps).joined(separator: "/") + (width == Self.fullWidth ? "" : ".p/\(width)")
    }
}
