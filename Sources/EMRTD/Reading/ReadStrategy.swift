/// How files are asked for: as fast as card and reader say they can, and more carefully each time that was a lie
/// (Doc 9303-10 §3.6.4).
package struct ReadStrategy: Sendable, Hashable, Codable {
    /// The longest answer, status word apart, protected or plain, that is asked for.
    package var maximumResponse: Int
    /// A file's first bytes come by its short identifier and as many as fit, without SELECT. Otherwise SELECT, the
    /// header alone, and then never more than is there.
    package var usesShortIdentifiers: Bool

    package init(maximumResponse: Int, usesShortIdentifiers: Bool = true) {
        self.maximumResponse = maximumResponse
        self.usesShortIdentifiers = usesShortIdentifiers
    }

    /// The same within what makes sense, for strategies that were kept in a file.
    package var sane: ReadStrategy {
        ReadStrategy(
            maximumResponse: min(max(maximumResponse, 64), 0x1_0000), usesShortIdentifiers: usesShortIdentifiers)
    }

    /// The next more careful way; nil where there is none.
    package var steppedDown: ReadStrategy? {
        if maximumResponse > 256 {
            return ReadStrategy(maximumResponse: 256, usesShortIdentifiers: usesShortIdentifiers)
        }
        if usesShortIdentifiers { return ReadStrategy(maximumResponse: maximumResponse, usesShortIdentifiers: false) }
        // Cards are known that take 192 or 128 bytes at most, and readers that cut at less than 256.
        for size in [192, 128, 64] where size < maximumResponse {
            return ReadStrategy(maximumResponse: size, usesShortIdentifiers: false)
        }
        return nil
    }
}
