/// The regular expressions of a procedure: few enough forms of them that none takes long, whatever text it is given.
///
/// Swift's expressions search by trying. A repetition of a repetition, or of an alternative, can try more ways than there is
/// time for, and so can many repetitions one after another; look-around and back-references help with neither.
enum FieldPattern {
    /// In characters.
    static let longestText = 512
    private static let longestPattern = 200
    private static let mostRepetitions = 2
    private static let mostAlternatives = 6

    /// Does the whole text match? A pattern that is no regular expression matches nothing.
    static func matches(_ text: String, _ pattern: String) -> Bool {
        guard text.count <= longestText, let expression = try? Regex(pattern) else { return false }
        return (try? expression.wholeMatch(in: text)) != nil
    }

    /// What is wrong with a pattern; nil: nothing.
    static func flaw(of pattern: String) -> String? {
        guard pattern.count <= longestPattern else { return "longer than \(longestPattern) characters" }
        guard (try? Regex(pattern)) != nil else { return "“\(pattern)” is no regular expression" }
        var walk = Walk()
        for character in pattern { walk.take(character) }
        return walk.flaw
    }

    /// One pass over a pattern that Swift could read.
    private struct Walk {
        private(set) var flaw: String?
        /// For each open group: does it hold a repetition or an alternative?
        private var groups = [false]
        private var (isEscaped, isInClass, isInCount) = (false, false, false)
        /// What the character before was.
        private var (hasClosed, hasOpened) = (false, false)
        /// Of the group that has just been closed.
        private var wasVarying = false
        private var (repetitions, alternatives) = (0, 0)

        mutating func take(_ character: Character) {
            let (wasEscaped, hadClosed, hadOpened) = (isEscaped, hasClosed, hasOpened)
            (isEscaped, hasClosed, hasOpened) = (false, false, false)
            if wasEscaped {
                if character.isNumber || character == "k" || character == "g" { flaw = "back-references are not taken" }
            } else if character == "\\" {
                isEscaped = true
            } else if isInClass {
                isInClass = character != "]"
            } else if isInCount {
                if character == "," { repeats() }
                isInCount = character != "}"
            } else {
                plain(character, hadClosed, hadOpened)
            }
        }

        private mutating func plain(_ character: Character, _ hadClosed: Bool, _ hadOpened: Bool) {
            switch character {
            case "[": isInClass = true
            case "(":
                groups.append(false)
                hasOpened = true
            case ")":
                wasVarying = groups.popLast() ?? false
                hasClosed = true
                if wasVarying, !groups.isEmpty { groups[groups.count - 1] = true }
            case "?" where hadOpened: flaw = "groups that begin with “(?” are not taken"
            case "|", "?": branches()
            case "*", "+", "{":
                if hadClosed, wasVarying {
                    flaw = "a group that holds a repetition or an alternative must not be repeated"
                }
                isInCount = character == "{"
                if !isInCount { repeats() }
            default: break
            }
        }

        private mutating func repeats() {
            repetitions += 1
            if !groups.isEmpty { groups[groups.count - 1] = true }
            if repetitions > mostRepetitions { flaw = "more than \(mostRepetitions) repetitions of an open number" }
        }

        private mutating func branches() {
            alternatives += 1
            if !groups.isEmpty { groups[groups.count - 1] = true }
            if alternatives > mostAlternatives { flaw = "more than \(mostAlternatives) alternatives or optional parts" }
        }
    }
}
