import Yams

/// A YAML file of texts, read within bounds: mappings of mappings, and texts at their ends.
enum CatalogueFile {
    /// More than any catalogue has.
    static let largestFile = 512 * 1024
    /// Aliases of aliases make billions of a few lines.
    private static let mostTexts = 5_000
    private static let maximumDepth = 6

    /// The texts by their path: `kiosk.title`.
    static func texts(parsing yaml: String, file: String) throws(CatalogueError) -> [String: String] {
        guard yaml.utf8.count <= largestFile else {
            throw CatalogueError(file, "larger than \(largestFile / 1024) KiB")
        }
        let node: Node?
        do { node = try Yams.compose(yaml: yaml) } catch { throw CatalogueError(file, "no YAML: \(error)") }
        guard let node, node.mapping != nil else { throw CatalogueError(file, "no mapping of keys to texts") }
        var texts: [String: String] = [:]
        var rest = mostTexts
        try collect(node, path: [], file: file, into: &texts, &rest)
        return texts
    }

    private static func collect(
        _ node: Node, path: [String], file: String, into texts: inout [String: String], _ rest: inout Int
    ) throws(CatalogueError) {
        rest -= 1
        guard rest > 0 else { throw CatalogueError(file, "more than \(mostTexts) texts") }
        let place = path.joined(separator: ".")
        if let scalar = node.scalar {
            guard !scalar.string.isEmpty else { throw CatalogueError(file, "“\(place)” is empty") }
            guard texts.updateValue(scalar.string, forKey: place) == nil else {
                throw CatalogueError(file, "“\(place)” is there twice")
            }
            return
        }
        guard let mapping = node.mapping, path.count < maximumDepth else {
            throw CatalogueError(file, "“\(place)” is neither a text nor a mapping of texts")
        }
        for (key, value) in mapping {
            guard let name = key.string else { throw CatalogueError(file, "a key under “\(place)” is no text") }
            try collect(value, path: path + [name], file: file, into: &texts, &rest)
        }
    }
}
