import CardCrypto

/// All test cases, and which of them a run takes.
package enum Catalogue {
    /// Goes up with every change that makes old results worthless.
    package static let version = 1

    package static let cases: [TestCase] = TestSuite.allCases.flatMap(\.cases)

    /// The cases of these suites and with these identifiers, in the catalogue's order; all of them where none is named.
    /// nil where a name is neither.
    package static func select(_ names: [String]) -> [TestCase]? {
        guard !names.isEmpty else { return cases }
        let known = Set(cases.map(\.id)).union(TestSuite.allCases.map(\.rawValue))
        guard names.allSatisfy(known.contains) else { return nil }
        return cases.filter { names.contains($0.id) || names.contains($0.suite.rawValue) }
    }

    /// Names a selection: the same where the same cases are run.
    package static func fingerprint(of cases: [TestCase]) throws -> [UInt8] {
        let text = "\(version)\n" + cases.map { "\($0.id)\t\($0.title)\t\($0.purpose)\n" }.joined()
        return try Digest.sha256.hash(Array(text.utf8))
    }
}
