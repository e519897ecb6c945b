import ArgumentParser
import DocumentPKI

struct Policy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints a policy: what an inspection demands, a rule for each check.",
        discussion: """
            required: must pass. may-be-missing: must not fail. advisory: is reported and decides nothing. Save the JSON, \
            change it, and give it to --policy; a rule that would call a document genuine for which nobody vouched is \
            refused.
            """)

    @Argument(help: ArgumentHelp("strict, counter or kiosk.", valueName: "name"))
    var name = InspectionPolicy.counter.name

    @Flag(help: "Print JSON, which it does anyway.")
    var json = false

    func run() async throws {
        try await report(json: json) {
            var option = PolicyOption()
            option.policy = name
            try Console.json(option.load())
        }
    }
}
