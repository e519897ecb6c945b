import ArgumentParser
import Registry

struct LogVerifying: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Recomputes every hash of the log, and holds each leaf against its record and its receipt.",
        discussion: "Exit status 17: it does not hold together. The registry may go on serving meanwhile.")

    @Argument(help: ArgumentHelp("The registry's folder, made by init.", valueName: "folder"))
    var folder: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let registry = try RegistryFolder.load(from: folder)
        var verification = LogVerification(storage: try registry.storage(), key: registry.description.logKey)
        try await verification.run()
        var fields = ["leaves": "\(verification.size)", "key": registry.description.logKey.text]
        if let fault = verification.fault {
            fields["fault"] = fault.kind.rawValue
            fields["leaf"] = "\(fault.leaf)"
            try Output.tell("leaf \(fault.leaf): \(fault.kind.rawValue)", fields, json: json)
            throw LogCommand.broken
        }
        try Output.tell("\(verification.size) leaves hold together", fields, json: json)
    }
}
