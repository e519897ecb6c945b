import ArgumentParser
import Foundation
import Registry

struct OfficerRemoving: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Removes an officer: what he signs from now on does not count.",
        discussion: "Stations that are offline let him in until their roster expires; the registry refuses the records."
    )

    @Argument(help: ArgumentHelp("The registry's folder, made by init.", valueName: "folder"))
    var folder: String

    @Argument(help: "His identity.")
    var id: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let isRemoved = try await RegistryFolder.load(from: folder).storage().removeOfficer(id, at: Timestamp(Date()))
        guard isRemoved else { throw ValidationError("no officer of this identity serves") }
        try Output.tell("\(id) removed", ["officer": id, "state": "removed"], json: json)
    }
}
