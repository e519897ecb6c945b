import ArgumentParser
import Registry

struct OfficerListing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the officers who serve.")

    @Argument(help: ArgumentHelp("The registry's folder, made by init.", valueName: "folder"))
    var folder: String

    @Flag(help: "Former assignments too.")
    var all = false

    @Flag(help: "Print JSON.")
    var json = false

    private struct Line: Encodable {
        let id: String
        let name: String
        let role: String
        let stations: [String]
        let card: Bool
        let admitted: String
        let removed: String?
        let replaced: String?

        init(_ assignment: OfficerAssignment) {
            let officer = assignment.officer
            id = officer.id
            name = officer.name
            role = officer.role.rawValue
            stations = officer.stations.map(\.text)
            card = officer.cardKey != nil
            admitted = "\(assignment.admitted)"
            removed = if case .removed(let time) = assignment.end { "\(time)" } else { nil }
            replaced = if case .replaced(let time) = assignment.end { "\(time)" } else { nil }
        }

        var text: String {
            [
                "\(id) \(role), \(name)", stations.isEmpty ? nil : "at \(stations.joined(separator: ", "))",
                card ? "with his card" : nil, "since \(admitted)", removed.map { "removed \($0)" },
                replaced.map { "replaced \($0)" },
            ].compactMap { $0 }.joined(separator: "; ")
        }
    }

    func run() async throws {
        let assignments = try await RegistryFolder.load(from: folder).storage().assignments(of: nil)
        let lines = assignments.filter { all || $0.end == nil }.map(Line.init)
        if json { return try Output.json(lines) }
        for line in lines { print(line.text) }
        if lines.isEmpty { print("no officers") }
    }
}
