/// A version by its numbers: `1.9.9`, `3.0.22-1~deb12u1`. What comes after the numbers does not count.
package struct VersionNumber: Sendable, Hashable, Comparable {
    package let numbers: [Int]

    /// Nil where the text does not begin with a number.
    package init?(_ text: String) {
        var numbers: [Int] = []
        for part in text.prefix(64).split(separator: ".", omittingEmptySubsequences: false) {
            let digits = part.prefix { $0.isASCII && $0.isNumber }
            guard let number = Int(digits) else { break }
            numbers.append(number)
            if digits.count < part.count { break }
        }
        guard !numbers.isEmpty else { return nil }
        self.numbers = numbers
    }

    package static func < (one: VersionNumber, other: VersionNumber) -> Bool {
        for index in 0..<max(one.numbers.count, other.numbers.count) {
            let left = index < one.numbers.count ? one.numbers[index] : 0
            let right = index < other.numbers.count ? other.numbers[index] : 0
            if left != right { return left < right }
        }
        return false
    }
}
