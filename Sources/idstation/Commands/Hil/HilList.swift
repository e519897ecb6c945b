import ArgumentParser
import Conformance

struct HilList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the test cases: what each does, and where it is demanded.")

    @OptionGroup var selection: HilSelection

    @Flag(help: "Print JSON.")
    var json = false

    private struct Line: Encodable {
        let id: String
        let suite: String
        let title: String
        let purpose: String
        let reference: String
    }

    func run() async throws {
        try await report(json: json) {
            let cases = try selection.cases()
            if json {
                try Console.json(
                    cases.map {
                        Line(
                            id: $0.id, suite: $0.suite.rawValue, title: $0.title, purpose: $0.purpose,
                            reference: $0.reference)
                    })
                return
            }
            for suite in TestSuite.allCases {
                let own = cases.filter { $0.suite == suite }
                guard !own.isEmpty else { continue }
                print("\(suite.rawValue): \(suite.title), \(own.count) cases")
                for test in own { print("  \(test.id)  \(test.title)") }
            }
        }
    }
}

/// Which test cases.
struct HilSelection: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A suite, or the identifier of one case; as often as wanted. All suites if not given.", valueName: "name"))
    var suite: [String] = []

    func cases() throws -> [TestCase] {
        guard let cases = Catalogue.select(suite) else {
            throw Failure(
                .usage, code: "suite-unknown",
                "there is no suite or case of that name: \(suite.joined(separator: ", "))",
                remedy: "The suites are \(TestSuite.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        return cases
    }
}
