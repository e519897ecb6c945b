import Foundation
import Testing

@testable import Registry

/// The log for third parties, over real TLS: our own watch, Go's packages for such logs, and what a log does that is not
/// honest.
@Suite(.everyStorage) struct LogServingTests {
    static let size = 300
    let folder = TemporaryFolder()
    let records: SyntheticRecords
    var key: LogVerifierKey { records.log.key.verifierKey }

    init() throws { records = try SyntheticRecords() }

    private func tiles(_ storage: any LogStorage) -> LogTiles { LogTiles(storage: storage, log: records.log) }

    private func good(_ size: Int, in storage: any LogStorage) async throws -> LogWatch.Result {
        let state = try await storage.logState()
        return .good(Checkpoint(origin: key.name, size: size, root: state.root))
    }

    @Test func whoWatchesSeesItGrowAndNothingChange() async throws {
        let storage = try StorageKind.open(in: folder)
        try await LogServer.run(tiles(storage)) { server in
            let empty = try await server.look(key, entries: true)
            #expect(empty.result == .good(Checkpoint(origin: key.name, size: 0, root: MerkleTree.emptyRoot)))
            var note = empty.note
            var digests: [ContentDigest] = []
            _ = try await records.store(in: storage)
            for size in [1, 2, 3, 7, 255, 256, 257, 300] {
                while digests.count < size {
                    let record = try records.record(digests.count + 1, after: digests.last ?? .none)
                    _ = try await storage.append(record, log: records.log)
                    digests.append(record.signed.digest)
                }
                let expected = try await good(size, in: storage)
                for entries in [false, true] {
                    let seen = try await server.look(key, since: note, entries: entries)
                    #expect(seen.result == expected, "\(size)")
                }
                note = try await server.look(key, since: note).note
                #expect(try await server.look(key, entries: true).result == expected)
                #expect(try await server.look(key, since: note, entries: true).result == expected)
            }
        }
    }

    @Test func tilesAreAsTheSpecificationSays() async throws {
        let storage = try StorageKind.open(in: folder)
        try await records.fill(storage, upTo: Self.size)
        try await LogServer.run(tiles(storage)) { server in
            try await server.withClient { client in
                let checkpoint = try await client.fetch("checkpoint", atMost: 1000)
                #expect(try LogWatch.checkpoint(checkpoint, key).size == Self.size)
                #expect(try await client.fetch("checkpoint", atMost: 1000) == checkpoint, "signed once for each size")
                let full = try await client.fetch("tile/0/000", atMost: 1 << 16)
                let bundle = try await client.fetch("tile/entries/000", atMost: 1 << 20)
                let entries = try #require(LogWatch.entries(in: bundle))
                #expect(full == entries.flatMap { MerkleTree.leafHash(of: $0) } && entries.count == 256)
                #expect(try await client.fetch("tile/0/001.p/44", atMost: 1 << 16).count == 44 * 32)
                #expect(try await client.fetch("tile/0/000.p/9", atMost: 1 << 16) == Array(full.prefix(9 * 32)))
                var edge = MerkleEdge()
                for entry in entries { edge.append(leafHash: MerkleTree.leafHash(of: entry)) }
                #expect(try await client.fetch("tile/1/000.p/1", atMost: 1 << 16) == edge.root)
                for path in [
                    "tile/0/001", "tile/0/001.p/45", "tile/0/002.p/1", "tile/1/000", "tile/2/000.p/1", "tile/0/1",
                    "tile/entries/001", "tile/entries/001.p/45", "tile/0/000.p/0", "tile/0", "tile/9/000",
                    "tile/0/x999/x999/x999/x999/x999/999", "tile/0/%2e%2e/000", "other",
                ] {
                    let failure = await #expect(throws: Unreachable.self, "\(path)") {
                        _ = try await client.fetch(path, atMost: 1 << 16)
                    }
                    #expect(failure?.detail.contains("404") == true, "\(path) \(String(describing: failure))")
                }
            }
        }
    }

    @Test func aLogThatIsNotHonestIsFoundOut() async throws {
        let storage = try StorageKind.open(in: folder)
        try await records.fill(storage, upTo: 20)
        let note = try await tiles(storage).checkpoint()
        // The same key over another history, as who restores or rewrites the database has.
        let elsewhere = try SQLStorage(path: "\(folder.path)/other.sqlite")
        let others = try SyntheticRecords("station-2", log: records.log)
        try await others.fill(elsewhere, upTo: 19)
        func look(_ storage: any LogStorage, _ log: TransparencyLog, entries: Bool = false) async throws
            -> LogWatch.Result
        {
            try await LogServer.run(LogTiles(storage: storage, log: log)) {
                try await $0.look(key, since: note, entries: entries).result
            }
        }
        #expect(try await look(elsewhere, records.log) == .bad(.shrunk))
        var previous = try #require(try await elsewhere.record(sequence: 19, of: others.station)).digest
        for (sequence, entries) in [(20, false), (21, false), (22, true)] {
            let record = try others.record(sequence, after: previous)
            _ = try await elsewhere.append(record, log: records.log)
            previous = record.signed.digest
            #expect(try await look(elsewhere, records.log, entries: entries) == .bad(.fork))
        }
        // Another key, and an empty log in the place of a full one.
        let stranger = TransparencyLog(key: try LogSigningKey(name: key.name))
        let strangers = try SQLStorage(path: "\(folder.path)/stranger.sqlite")
        #expect(try await look(strangers, stranger) == .bad(.notGenuine))
        #expect(try await look(strangers, records.log) == .bad(.shrunk))
        // Tiles and entries that do not lead to the checkpoint.
        try await records.append(to: storage, 21...22)
        let nodes = "UPDATE log_nodes SET hash = (SELECT hash FROM log_nodes AS o WHERE o.level = 0 AND o.position = 3)"
        _ = try await storage.database.write { session in
            try session.execute("UPDATE log_leaves SET entry = ? WHERE leaf = 21", [Array("{}".utf8)])
        }
        #expect(try await look(storage, records.log) != .bad(.entriesWrong))
        #expect(try await look(storage, records.log, entries: true) == .bad(.entriesWrong))
        _ = try await storage.database.write { try $0.execute("\(nodes) WHERE level = 0 AND position = 20", []) }
        #expect(try await look(storage, records.log) == .bad(.tilesWrong))
    }

    private static let hasGo =
        FileManager.default.isExecutableFile(atPath: "/usr/bin/go")
        && FileManager.default.fileExists(atPath: "/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog")

    @Test(
        "Go's packages for transparency logs accept checkpoint, consistency, tiles, entries and receipts",
        .enabled(if: hasGo || PostgreSQLServer.isDemanded, "Go or golang-golang-x-mod-dev is not installed"))
    func strangers() async throws {
        let storage = try StorageKind.open(in: folder)
        let digests = try await records.fill(storage, upTo: 100)
        let old = "\(folder.path)/old"
        try DurableFile.replace(old, try await tiles(storage).checkpoint(), mode: 0o600)
        try await records.append(to: storage, 101...Self.size, after: digests.last)
        var receipts: [String] = []
        for sequence in [1, 2, 77, 256, 257, 300] {
            guard case .accepted(let bytes) = try await storage.record(sequence: sequence, of: records.station)?.verdict
            else { continue }
            receipts.append("\(folder.path)/receipt-\(sequence)")
            try DurableFile.replace(receipts[receipts.count - 1], bytes, mode: 0o600)
        }
        let program = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../EndToEndTests/Strangers/tlog/tlog.go").standardizedFileURL.path
        try await LogServer.run(tiles(storage)) { server in
            let ca = "\(folder.path)/ca.pem"
            try DurableFile.replace(ca, Array(server.caPEM.utf8), mode: 0o600)
            func go(_ key: LogVerifierKey, _ files: [String]) async throws -> (status: Int32, output: String) {
                try await Program.run(
                    "/usr/bin/go", ["run", program, server.address + "/", ca, key.text] + files,
                    environment: [
                        "GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOFLAGS": "-mod=mod",
                        "GOCACHE": FileManager.default.temporaryDirectory.path + "/chip-id-go-cache",
                    ])
            }
            let accepted = try await go(key, [old] + receipts)
            #expect(accepted.status == 0, "\(accepted.output)")
            #expect(accepted.output == "300 leaves, 100 before, 6 receipts\n")
            // It does look: another key, and a receipt of which one byte is another.
            let stranger = try LogSigningKey(name: key.name).verifierKey
            #expect(try await go(stranger, [old]).status != 0)
            var bytes = try DurableFile.read(receipts[3], atMost: 1 << 20)
            bytes[60] ^= 1
            try DurableFile.replace(receipts[3], bytes, mode: 0o600)
            #expect(try await go(key, [old] + receipts).status != 0)
        }
    }
}

extension SyntheticRecords {
    /// Appends the records of these numbers, after those that are there.
    func append(
        to storage: any RegistryStorage, _ sequences: ClosedRange<Int>, after digest: ContentDigest? = nil
    ) async throws {
        let last = try await storage.record(sequence: sequences.lowerBound - 1, of: station)?.digest
        var previous = digest ?? last ?? .none
        for sequence in sequences {
            let record = try record(sequence, after: previous)
            _ = try await storage.append(record, log: log)
            previous = record.signed.digest
        }
    }
}
