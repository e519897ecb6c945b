package import SmartCard

/// What an answer must be for a step to be fulfilled: a set of status words and a rule for the data.
package struct Expectation: Sendable {
    /// Which status words are right.
    package enum Status: Sendable, Hashable {
        case oneOf([StatusWord])
        /// 9000, or 63C1 to 63CF: a warning how many tries are left.
        case successOrTriesLeft
        /// An error, or a failed authentication: SW1 63 to 6F without a completed answer. Which word, no standard says.
        case error
        case any
    }

    /// What the data must be.
    package enum Content: Sendable, Hashable {
        case any
        case empty
        case notEmpty
        case count(ClosedRange<Int>)
        case begins([UInt8])
        case equals([UInt8])
    }

    package let status: Status
    package let content: Content

    package init(_ status: Status, _ content: Content = .any) {
        self.status = status
        self.content = content
    }

    /// 9000.
    package static let success = Expectation(.oneOf([.success]))
    /// 9000, and data.
    package static let data = Expectation(.oneOf([.success, .endOfFileBeforeExpectedLength]), .notEmpty)
    /// Refused, without a byte of data.
    package static let refusal = Expectation(.error, .empty)
    /// Refused for want of access (Doc 9303-11 §4.2).
    package static let closed = status(.securityStatusNotSatisfied)
    /// An answer of whatever kind: the card is alive.
    package static let answer = Expectation(.any)

    /// One of these words, without data.
    package static func status(_ words: StatusWord...) -> Expectation { Expectation(.oneOf(words), .empty) }

    /// 9000, and data that begin so.
    package static func begins(_ bytes: [UInt8]) -> Expectation {
        Expectation(.oneOf([.success, .endOfFileBeforeExpectedLength]), .begins(bytes))
    }

    /// Whether an answer is as expected.
    package func isFulfilled(by response: ResponseAPDU) -> Bool {
        allows(response.status) && allows(response.data)
    }

    private func allows(_ word: StatusWord) -> Bool {
        switch status {
        case .oneOf(let words): words.contains(word)
        case .successOrTriesLeft: word == .success || word.triesLeft ?? 0 > 0
        case .error: (0x63...0x6F).contains(word.sw1)
        case .any: true
        }
    }

    private func allows(_ data: [UInt8]) -> Bool {
        switch content {
        case .any: true
        case .empty: data.isEmpty
        case .notEmpty: !data.isEmpty
        case .count(let range): range.contains(data.count)
        case .begins(let bytes): data.starts(with: bytes)
        case .equals(let bytes): data == bytes
        }
    }
}

extension Expectation: CustomStringConvertible {
    /// For the report. Bytes that are compared with an answer are not told, for they can be a holder's.
    package var description: String {
        let words: String =
            switch status {
            case .oneOf(let words): words.map(\.description).joined(separator: " or ")
            case .successOrTriesLeft: "9000 or 63C1 to 63CF"
            case .error: "an error"
            case .any: "any answer"
            }
        switch content {
        case .any: return words
        case .empty: return words + ", no data"
        case .notEmpty: return words + ", data"
        case .count(let range):
            return range.count == 1
                ? words + ", \(range.lowerBound) bytes" : words + ", \(range.lowerBound) to \(range.upperBound) bytes"
        case .begins(let bytes): return words + ", data that begin with " + Hex.string(bytes)
        case .equals(let bytes): return words + ", the \(bytes.count) bytes that are there"
        }
    }
}
