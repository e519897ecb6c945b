import ArgumentParser
import Registry

/// What people decide.
struct Cases: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case",
        abstract: "Shows the records that people must decide about, and takes their decisions.",
        discussion: """
            A record that gives no reason to look at it is approved by the rule. Any other waits for two officers who \
            agree; where they do not, a supervisor decides. Who enrolled it does not. docs/adjudication.md says more.

              idregistry case list registry/
              idregistry case show registry/ 17
              idregistry case decide registry/ 17 --approve --officer o-17
              idregistry case decide registry/ 17 --reject duplicate-account --officer p-03
            """,
        subcommands: [CaseListing.self, CaseShowing.self, CaseDeciding.self])
}

/// Which registry.
struct RegistryLocation: ParsableArguments {
    @Argument(help: ArgumentHelp("The registry's folder, made by init.", valueName: "folder"))
    var folder: String

    func load() throws -> RegistryFolder { try RegistryFolder.load(from: folder) }
}

/// A case as programs see it: nothing of its holder.
struct CaseLine: Encodable {
    struct Reason: Encodable {
        let code: String
        let related: Int
    }

    let number: Int
    let record: String
    let station: String
    let sequence: Int
    let action: String
    let enrolledBy: String
    let state: String
    let reason: String?
    let opened: String
    let closed: String?
    let reasons: [Reason]
    let trace: String?

    init(_ subject: Case) {
        number = subject.number
        record = subject.record
        station = subject.station.text
        sequence = subject.sequence
        action = subject.action
        enrolledBy = subject.officer
        state = subject.state.rawValue
        reason = subject.reason
        opened = "\(subject.opened)"
        closed = subject.closed.map { "\($0)" }
        reasons = subject.reasons.map { Reason(code: $0.code.rawValue, related: $0.related) }
        trace = subject.trace
    }

    var text: String {
        let why = reasons.map { $0.related > 0 ? "\($0.code) (\($0.related))" : $0.code }.joined(separator: ", ")
        let end = [state, reason].compactMap { $0 }.joined(separator: ": ")
        return ["\(number)", end, action, "record \(record)", why].filter { !$0.isEmpty }.joined(separator: "  ")
    }
}
