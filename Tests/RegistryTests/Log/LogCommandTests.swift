import Foundation
import Testing

@testable import Registry

/// `idregistry log` as it is run: exit status, state, evidence.
@Suite(.everyStorage) struct LogCommandTests {
    let temporary = TemporaryFolder()
    let registry: RegistryFolder

    init() throws {
        registry = try StorageKind.settle(
            RegistryFolder.create(at: "\(temporary.path)/registry", name: "registry.example/l"))
    }

    private func idregistry(_ arguments: String...) async throws -> (status: Int32, output: String) {
        try await Program.run(Program.own("idregistry"), arguments)
    }

    @Test func verifyAndMonitor() async throws {
        let storage = try registry.storage()
        let records = try SyntheticRecords(log: registry.log)
        try await records.fill(storage, upTo: 5)
        let verified = try await idregistry("log", "verify", registry.path)
        #expect(verified.status == 0 && verified.output == "5 leaves hold together\n", "\(verified)")

        let (state, ca) = ("\(temporary.path)/state", "\(temporary.path)/ca.pem")
        let tiles = LogTiles(storage: storage, log: registry.log)
        try await LogServer.run(tiles) { server in
            try DurableFile.replace(ca, Array(server.caPEM.utf8), mode: 0o600)
            func monitor(_ more: String...) async throws -> (status: Int32, output: String) {
                try await Program.run(
                    Program.own("idregistry"),
                    ["log", "monitor", server.address, "--key", registry.descriptionPath, "--state", state, "--ca", ca]
                        + more)
            }
            let first = try await monitor("--entries")
            #expect(first.status == 0 && first.output.hasPrefix("5 leaves"), "\(first)")
            try await records.append(to: storage, 6...9)
            let grown = try await monitor("--json")
            #expect(grown.status == 0 && grown.output == "{\"leaves\":\"9\"}\n", "\(grown)")
            let checkpoint = try await tiles.checkpoint()
            #expect(try DurableFile.read(state, atMost: 4096) == checkpoint)

            // A checkpoint of nine other leaves, seen before: a fork.
            let elsewhere = try SQLStorage(path: "\(temporary.path)/other.sqlite")
            try await SyntheticRecords("station-2", log: registry.log).fill(elsewhere, upTo: 8)
            let other = try await LogTiles(storage: elsewhere, log: registry.log).checkpoint()
            try DurableFile.replace(state, other, mode: 0o644)
            let forked = try await monitor()
            #expect(forked.status == 17 && forked.output.hasPrefix("fork"), "\(forked)")
            #expect(try DurableFile.read(state, atMost: 4096) == other)
            #expect(try DurableFile.read("\(state).evidence", atMost: 4096) == checkpoint)
        }
        let gone = try await idregistry(
            "log", "monitor", "https://localhost:1/log", "--key", registry.description.logKey.text, "--state", state,
            "--ca", ca)
        #expect(gone.status == 7, "\(gone)")

        let sqlStorage = try #require(storage as? SQLStorage)
        _ = try await sqlStorage.database.write { session in
            try session.execute("UPDATE records SET received = received + 1 WHERE sequence = 3", [])
        }
        let broken = try await idregistry("log", "verify", registry.path)
        #expect(broken.status == 17 && broken.output == "leaf 2: leaf-not-of-record\n", "\(broken)")
    }
}
