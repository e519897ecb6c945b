import LDS

/// Doc 9303-10: every elementary file.
extension FuzzTarget {
    static let files = (others + groups).map { file in
        FuzzTarget("\(file)") { bytes in try examine(RawFile(file, bytes)) }
    }

    private static let others: [ElementaryFile] = [.atrInfo, .dir, .cardAccess, .com, .sod]
    private static let groups = [1, 2, 3, 4, 5, 7, 11, 12, 13, 14, 15, 16].map(ElementaryFile.dataGroup)

    /// Parses a file, looks at all that the station would show of it, and writes it again.
    static func examine(_ file: RawFile) throws {
        let content = try FileContent(parsing: file)
        _ = content.facts
        if case .mrz(let zone) = content { _ = zone.wrongCheckDigits }
        let written = try content.serialized()
        let again = try FileContent(parsing: RawFile(file.file, written))
        guard again == content else { throw Contradiction("\(file.file) is written as another value") }
        guard try again.serialized() == written else { throw Contradiction("\(file.file) is written in two ways") }
    }
}
