import ArgumentParser
import Foundation
import Registry

struct LogMonitoring: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "monitor",
        abstract: "Looks at a log from outside, and remembers what it saw.",
        discussion: """
            Each look proves that the log still holds all that it held at the look before: run it every few minutes, on a \
            machine that is not the registry's. Exit status 17: the log was forked, has shrunk, or shows what its key did \
            not sign; the state is kept as it was and what was seen lies beside it as evidence. Exit status 7: it could not be \
            reached.
            """)

    @Argument(
        help: ArgumentHelp("Where the log's checkpoint lies: https://registry.example:8444/log", valueName: "url"))
    var url: String

    @Option(
        help: ArgumentHelp(
            "The log's public key, name+id+base64, or a file of a registry.json with it.", valueName: "key"))
    var key: String

    @Option(help: ArgumentHelp("Where the last checkpoint is kept.", valueName: "file"))
    var state: String

    @Option(help: ArgumentHelp("The CA that vouches for the server, PEM; else those of the system.", valueName: "file"))
    var ca: String?

    @Flag(help: "Fetch every new entry and hash it, instead of some tiles.")
    var entries = false

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let verifier = try verifierKey()
        let kept = try FileManager.default.fileExists(atPath: state) ? DurableFile.read(state, atMost: 64 << 10) : nil
        let roots = try ca.map { String(decoding: try DurableFile.read($0, atMost: 64 << 10), as: UTF8.self) }
        let outcome: LogWatch.Look
        do {
            outcome = try await LogClient.with(address: url, trustRootsPEM: roots) { client in
                try await LogWatch(key: verifier) { try await client.fetch($0, atMost: $1) }
                    .look(since: kept, entries: entries)
            }
        } catch let failure as Unreachable {
            try Output.tell("the log could not be reached", ["fault": "unreachable"], json: json)
            FileHandle.standardError.write(Data("idregistry: \(failure)\n".utf8))
            throw LogCommand.unreachable
        }
        switch outcome.result {
        case .good(let checkpoint):
            try DurableFile.replace(state, outcome.note, mode: 0o644)
            try Output.tell(
                "\(checkpoint.size) leaves, and all that were seen before are among them",
                ["leaves": "\(checkpoint.size)"], json: json)
        case .bad(let fault):
            try DurableFile.replace("\(state).evidence", outcome.note, mode: 0o644)
            try Output.tell(
                "\(fault.rawValue): what the log showed is in \(state).evidence", ["fault": fault.rawValue], json: json)
            throw LogCommand.broken
        }
    }

    private func verifierKey() throws -> LogVerifierKey {
        FileManager.default.fileExists(atPath: key)
            ? try RegistryDescription.load(path: key).logKey : try LogVerifierKey(text: key)
    }
}
