/// Something that is wrong with a station's configuration file, for whoever wrote it.
package struct ConfigurationFinding: Sendable, Hashable, CustomStringConvertible {
    /// Stable.
    package enum Code: String, Sendable, CaseIterable {
        /// No YAML, or more than one mapping of keys to values; nothing else was looked at.
        case malformed
        case unknownKey = "unknown-key"
        /// A key that must be there is not.
        case missingKey = "missing-key"
        /// Another kind of value is due.
        case wrongType = "wrong-type"
        case outOfRange = "out-of-range"
        /// A folder, file or language that the value names is not there.
        case notThere = "not-there"
        /// It is there, and this user may not use it.
        case notPermitted = "not-permitted"
        /// It is there and not what it must be.
        case notUsable = "not-usable"
        /// A device that is not plugged in: it may come.
        case deviceAway = "device-away"
    }

    package let code: Code
    /// From 1; nil for what is wrong with the file as a whole.
    package let line: Int?
    /// As it stands in the file, cut to 60 characters; empty for the whole file.
    package let key: String
    /// What is wrong and what to do, in English.
    package let sentence: String
    /// The key that was probably meant.
    package let suggestion: String?

    init(_ code: Code, line: Int?, key: String = "", _ sentence: String, suggestion: String? = nil) {
        (self.code, self.line, self.suggestion) = (code, line, suggestion)
        self.key = String(key.prefix(60))
        self.sentence = sentence.count > 400 ? sentence.prefix(400) + "…" : sentence
    }

    /// Whether the station cannot run by this file.
    package var isFault: Bool { code != .deviceAway }

    package var description: String {
        (line.map { "line \($0): " } ?? "") + (key.isEmpty ? "" : "\(key): ") + "\(sentence) (\(code.rawValue))"
    }
}
