import Testing

/// A walk through a section of the operator's guide: each sentence is read in its turn, and what follows it in the test shows
/// that it is so. A sentence that changes, or a new one, fails the walk until somebody has looked.
struct GuideWalk {
    private let title: String
    private var rest: ArraySlice<String>

    init(_ title: String) throws {
        let section = try Guide().sections.first { $0.title == title }
        self.title = title
        rest = try #require(section, "the guide has no section “\(title)”").sentences[...]
    }

    /// Reads the next sentence: it is to be this one.
    mutating func read(_ sentence: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let next = rest.popFirst() ?? "the end of “\(title)”"
        try #require(next == sentence, sourceLocation: sourceLocation)
    }

    /// Reads what is advice to a person, or leads to another page, and can be shown at no page.
    mutating func advice(_ sentences: String..., sourceLocation: SourceLocation = #_sourceLocation) throws {
        for sentence in sentences { try read(sentence, sourceLocation: sourceLocation) }
    }

    /// The section has been read to its end.
    func end(sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(rest == [], "not walked: \(title)", sourceLocation: sourceLocation)
    }
}
