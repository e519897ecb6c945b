import Foundation
import Testing

/// Every command that a page shows is one that the programs have, with these options.
@Suite("Commands in the documents")
struct DocumentedCommandTests {
    /// A command as a page shows it: `idregistry station invite … --station X --hours 24`.
    private struct Shown: Hashable {
        let program: String
        /// What may name a command, up to the first word that cannot.
        let words: [String]
        let options: Set<String>
        let page: String
    }

    private static let programs: Set<Substring> = ["idstation", "idregistry", "idcard"]

    private func pages() throws -> [String] {
        let docs = try FileManager.default.contentsOfDirectory(
            atPath: Workspace.root.appendingPathComponent("docs").path)
        return ["README.md", "enrollment/README.md", "drivers/virtual-reader/README.md"]
            + docs.filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }
    }

    /// The lines of commands of a page: its blocks, and what stands between backticks.
    private func lines(of text: String) -> [String] {
        let parts = text.components(separatedBy: "```")
        let blocks = parts.enumerated().filter { !$0.offset.isMultiple(of: 2) && $0.element.hasPrefix("sh\n") }
            .flatMap { $0.element.replacing("\\\n", with: " ").split(separator: "\n").map(String.init) }
        let spans = parts.enumerated().filter { $0.offset.isMultiple(of: 2) }
            .flatMap { $0.element.matches(of: /`([^`]+)`/).map { String($0.1.replacing("\n", with: " ")) } }
        return blocks + spans
    }

    private func shown(in line: String, page: String) -> [Shown] {
        let isWord = { (token: Substring) in token.wholeMatch(of: /[a-z]+(?:-[a-z]+)*/) != nil }
        let tokens = line.components(separatedBy: " #")[0].split(whereSeparator: \.isWhitespace)
        var commands: [(program: String, words: [String], options: Set<String>, isNaming: Bool)] = []
        var isOpen = false
        for token in tokens {
            if Self.programs.contains(token) {
                commands.append((String(token), [], [], true))
                isOpen = true
            } else if ["|", "||", "&&", "&", ";", ">", "<"].contains(token) {
                isOpen = false
            } else if isOpen {
                let last = commands.count - 1
                if token.hasPrefix("--") {
                    commands[last].options.insert(
                        String(token.prefix { $0 != "=" && $0 != "…" && $0 != "," && $0 != ";" }))
                }
                if commands[last].isNaming, isWord(token), commands[last].words.count < 2 {
                    commands[last].words.append(String(token))
                } else {
                    commands[last].isNaming = false
                }
            }
        }
        return commands.map {
            Shown(program: $0.program, words: $0.words, options: $0.options.subtracting(["--"]), page: page)
        }
    }

    @Test("each is there, and has the options that it is shown with", .timeLimit(.minutes(10)))
    func commands() async throws {
        var all: Set<Shown> = []
        for page in try pages() {
            let text = try String(contentsOf: Workspace.root.appendingPathComponent(page), encoding: .utf8)
            for line in lines(of: text) { all.formUnion(shown(in: line, page: page)) }
        }
        let commands = all.filter { !$0.words.isEmpty }
        #expect(commands.count > 80)
        try await Rig.with(.down) { rig in
            var helps: [[String]: (usage: [String], text: String)] = [:]
            for command in commands {
                let key = [command.program] + command.words
                if helps[key] == nil {
                    let outcome = try await rig.run(command.program, command.words + ["--help"])
                    let usage = outcome.standardOutput.split(separator: "\n").first { $0.hasPrefix("USAGE: ") } ?? ""
                    helps[key] = (
                        usage.dropFirst(7).split(separator: " ").map(String.init), outcome.standardOutput
                    )
                }
                guard let help = helps[key] else { continue }
                // The help is of the command that the words name; a word more is an argument.
                let named = Array(help.usage.prefix { $0.first?.isLetter == true })
                #expect(
                    key.starts(with: named) && named.count > 1 && !help.usage.contains("<subcommand>"),
                    "\(command.page): \(key.joined(separator: " "))")
                for option in command.options {
                    #expect(help.text.contains(option), "\(command.page): \(key.joined(separator: " ")) \(option)")
                }
            }
        }
    }

    @Test("the days that the administrator's guide names are the programs' own", .timeLimit(.minutes(2)))
    func days() async throws {
        let guide = try String(
            contentsOf: Workspace.root.appendingPathComponent("docs/administrator-guide.md"), encoding: .utf8)
        let named: [([String], String, String)] = [
            (["idregistry", "station", "invite"], "--days", "| a station's two certificates | {N} days"),
            (["idregistry", "officer", "roster"], "--days", "| a roster of officers | {N} days"),
            (["idregistry", "trust", "bundle"], "--days", "may be taken for {N}, "),
            (["idregistry", "procedure", "bundle"], "--days", ", {N} days; what was taken goes on"),
            (["idstation", "trust", "status"], "--within", "says what ends within {N} days"),
        ]
        try await Rig.with(.down) { rig in
            for (command, option, sentence) in named {
                let help = try await rig.run(command[0], command.dropFirst() + ["--help"]).standardOutput
                    .split(whereSeparator: \.isWhitespace).joined(separator: " ")
                let told = try #require(
                    help.components(separatedBy: " \(option) <days> ").dropFirst().last, "\(command)")
                let days = try #require(told.firstMatch(of: /\(default: ([0-9]+)\)/)?.1)
                #expect(
                    guide.contains(sentence.replacing("{N}", with: days)), "\(command.joined(separator: " ")): \(days)")
            }
        }
    }

    @Test("what a line shows is taken apart")
    func parsing() {
        let line =
            "sudo idcard insert demo --run idstation hil run --can {can} | idregistry case list x && curl --cert y # --z"
        #expect(
            shown(in: line, page: "") == [
                Shown(program: "idcard", words: ["insert", "demo"], options: ["--run"], page: ""),
                Shown(program: "idstation", words: ["hil", "run"], options: ["--can"], page: ""),
                Shown(program: "idregistry", words: ["case", "list"], options: [], page: ""),
            ])
    }
}
