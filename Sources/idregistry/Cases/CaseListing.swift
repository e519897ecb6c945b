import ArgumentParser
import Registry

struct CaseListing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the cases that wait, oldest first.")

    @OptionGroup var registry: RegistryLocation

    @Flag(help: "Decided ones too.")
    var all = false

    @Option(help: ArgumentHelp("Cases after this number.", valueName: "number"))
    var after = 0

    @Option(help: "So many at most.")
    var limit = 100

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard after >= 0, (1...1000).contains(limit) else { throw ValidationError("--limit takes 1 to 1000") }
    }

    func run() async throws {
        let cases = try await registry.load().caseDesk().cases(waiting: !all, after: after, limit: limit)
        let lines = cases.map(CaseLine.init)
        if json { return try Output.json(lines) }
        for line in lines { print(line.text) }
        if lines.isEmpty { print("no cases") }
    }
}
