import Foundation

/// The tests that there are, as documents name them: type and function.
struct NamedTests {
    private let known: Set<String>

    init() throws {
        var known: Set<String> = []
        for file in Repository.files(under: "Tests", ending: "swift")
            + Repository.files(under: "drivers/virtual-reader/Tests", ending: "swift")
        {
            let text = try Repository.text(file)
            // A suite's file may continue in another one, as an extension.
            let types = text.matches(of: /(?:struct|class|actor|enum|extension) ([A-Z][A-Za-z0-9]*Tests)\b/).map(\.1)
            let functions = text.components(separatedBy: "@Test").dropFirst().compactMap {
                $0.firstMatch(of: /\bfunc ([A-Za-z0-9]+)/)?.1
            }
            for type in types { known.formUnion(functions.map { "\(type).\($0)" }) }
        }
        self.known = known
    }

    func contains(_ name: String) -> Bool { known.contains(name) }

    /// The tests that a text names in code: `RoguesGalleryTests.altered`.
    static func named(in text: String) -> [String] {
        text.matches(of: /`([A-Z][A-Za-z0-9]*Tests\.[A-Za-z0-9]+)`/).map { String($0.1) }
    }
}
