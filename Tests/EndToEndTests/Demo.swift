import Foundation
import Testing

/// A country, a registry and a station in a rig's folder, made with our own programs.
struct Demo {
    let rig: Rig

    /// A card of the country, in the folder `name`.
    @discardableResult
    func issue(_ name: String = "card", country: String = "country", _ options: [String] = []) async throws -> Card {
        let issued = try await rig.run(
            "idcard", ["issue", "--country", country, "--out", name, "--json"] + options)
        #expect(issued.status == 0, "\(issued)")
        return try JSONDecoder().decode(Card.self, from: Data(issued.standardOutput.utf8))
    }

    struct Card: Decodable {
        let card: String
        let can: String
        let mrzInformation: String

        /// A CAN that is not this card's.
        var wrongCAN: String { can == "000000" ? "111111" : "000000" }
    }

    /// Makes a registry that trusts a country, and starts it.
    func startRegistry(trusting country: String = "country") async throws -> (program: RunningProgram, port: Int) {
        let made = try await rig.run("idregistry", ["init", "registry", "--trust", "\(country)/trust"])
        #expect(made.status == 0, "\(made)")
        return try await serve(port: 0)
    }

    /// Starts the registry that is there.
    func serve(port: Int) async throws -> (program: RunningProgram, port: Int) {
        let program = try rig.start("idregistry", ["serve", "registry", "--port", String(port)])
        try await program.waitForOutput("listening on port ")
        let said = program.standardOutput.split(separator: " ").last.flatMap { Int($0.filter(\.isNumber)) }
        return (program, try #require(said))
    }

    /// Makes the station's folder.
    func enlist(port: Int) async throws {
        let enlisted = try await rig.run(
            "idregistry",
            [
                "enlist", "registry", "--station", "test-001", "--out", "station", "--address",
                "https://localhost:\(port)", "--enrollment", Workspace.root.appendingPathComponent("enrollment").path,
            ])
        #expect(enlisted.status == 0, "\(enlisted)")
    }

    /// Enrolls the citizen whose card lies on the reader.
    func enroll(_ card: Card, _ options: [String] = []) async throws -> Outcome {
        try await rig.run(
            "idstation",
            ["enroll", "--station", "station", "--can", card.can, "--phone", "0912345678", "--consent", "--json"]
                + options)
    }

    /// Where every record of the station stands.
    func outbox() async throws -> [OutboxLine] {
        let shown = try await rig.run("idstation", ["forward", "--station", "station", "--status", "--json"])
        #expect(shown.status == 0, "\(shown)")
        return try JSONDecoder().decode([OutboxLine].self, from: Data(shown.standardOutput.utf8))
    }

    struct OutboxLine: Decodable, Equatable {
        let sequence: Int
        let record: String
        let trace: String
        let state: String
    }

    struct Enrollment: Decodable {
        struct Receipt: Decodable {
            let logIndex: Int
            let treeSize: Int
        }

        let record: String
        let sequence: Int
        let trace: String
        let state: String
        let receipt: Receipt?
    }

    static func enrollment(_ outcome: Outcome) throws -> Enrollment {
        try JSONDecoder().decode(Enrollment.self, from: Data(outcome.standardOutput.utf8))
    }
}

extension Outcome {
    /// The stable code of the failure that a program told as JSON.
    var failureCode: String? {
        struct Told: Decodable {
            struct Failure: Decodable { let code: String }
            let error: Failure
        }
        return try? JSONDecoder().decode(Told.self, from: Data(standardOutput.utf8)).error.code
    }
}
