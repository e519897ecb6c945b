import Glibc
import Synchronization
import Testing

@testable import PostgreSQL
@testable import Registry

/// What the database does when statements, transactions, connections and commits fail: on a real server.
@Suite("Transactions in PostgreSQL", .enabled(if: PostgreSQLServer.isInstalled || PostgreSQLServer.isDemanded))
struct PostgreSQLDatabaseTests {
    /// A database with one table.
    private func database(_ more: String = "") async throws -> (PostgreSQLDatabase, PostgreSQLConfiguration) {
        let configuration = try PostgreSQLConfiguration(await PostgreSQLServer.shared.freshDatabase())
        _ = try PostgreSQLConnection(configuration).run("CREATE TABLE t (n BIGINT UNIQUE, s TEXT, b BYTEA);" + more)
        return (PostgreSQLDatabase(configuration, connections: 3), configuration)
    }

    private func count(_ database: PostgreSQLDatabase) async throws -> Int {
        try await database.read { try $0.row("SELECT count(*) AS c FROM t")?.integer("c") ?? -1 }
    }

    @Test("values come back as they were")
    func values() async throws {
        let (database, _) = try await database()
        let large = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        for (number, text, bytes) in [
            (Int.min, "", []), (Int.max, "Đặng 🂡 '?' \\ \"", [0, 1, 255]), (0, "a\nb", large), (-1, "x", [0]),
        ] as [(Int, String, [UInt8])] {
            _ = try await database.write { try $0.execute("INSERT INTO t VALUES (?, ?, ?)", [number, text, bytes]) }
            let row = try #require(
                try await database.read { try $0.row("SELECT n, s, b FROM t WHERE n = ? AND s = ?", [number, text]) })
            #expect(try row.integer("n") == number && row.text("s") == text && row.bytes("b") == bytes)
        }
        _ = try await database.write { session in
            try session.execute("INSERT INTO t VALUES (?, ?, ?)", [Int?.none, String?.none, [UInt8]?.none])
        }
        let empty = try #require(try await database.read { try $0.row("SELECT n, s, b FROM t WHERE n IS NULL") })
        #expect(
            try empty.optionalInteger("n") == nil && empty.optionalText("s") == nil && empty.optionalBytes("b") == nil)
        let zero = await #expect(throws: RegistryError.self) {
            _ = try await database.write { try $0.execute("INSERT INTO t (s) VALUES (?)", ["a\u{0}b"]) }
        }
        #expect(zero?.code == .storageFailed)
        #expect(
            try await database.read { try $0.row("SELECT n IS NULL AS c FROM t WHERE n = 0")?.boolean("c") } == false)
    }

    @Test("an error tells the state and no value, and leaves nothing behind")
    func errors() async throws {
        let (database, _) = try await database()
        let error = await #expect(throws: RegistryError.self) {
            _ = try await database.write { session in
                try session.execute("INSERT INTO t VALUES (1, 'planted', NULL)", [])
                try session.execute("INSERT INTO t VALUES (1, 'planted', NULL)", [])
            }
        }
        #expect(error?.code == .storageFailed && error?.message.contains("23505") == true)
        #expect(error?.message.contains("planted") == false)
        #expect(try await count(database) == 0)
        // One that the body keeps to itself spoils the transaction all the same.
        await #expect(throws: RegistryError.self) {
            _ = try await database.write { session in
                try session.execute("INSERT INTO t VALUES (2, 'a', NULL)", [])
                _ = try? session.rows("SELECT nothing FROM nowhere")
            }
        }
        #expect(try await count(database) == 0)
        _ = try await database.write { try $0.execute("INSERT INTO t VALUES (3, 'a', NULL)", []) }
        #expect(try await count(database) == 1)
    }

    @Test("what the body throws comes out as it is, and nothing is written; who only reads cannot write")
    func thrown() async throws {
        struct Own: Error {}
        let (database, _) = try await database()
        await #expect(throws: Own.self) {
            _ = try await database.write { session in
                try session.execute("INSERT INTO t VALUES (1, 'a', NULL)", [])
                throw Own()
            }
        }
        #expect(try await count(database) == 0)
        await #expect(throws: RegistryError.self) {
            try await database.read { try $0.execute("INSERT INTO t VALUES (1, 'a', NULL)", []) }
        }
    }

    @Test("a server that hangs is noticed where a transaction begins, which is then run on another connection")
    func hanging() async throws {
        let (database, _) = try await database()
        let process = try await database.read { session in
            try session.row("SELECT pg_backend_pid() AS process")?.integer("process") ?? 0
        }
        let server = try #require(pid_t(exactly: process).flatMap { $0 > 1 ? $0 : nil })
        #expect(kill(server, SIGSTOP) == 0)
        defer { kill(server, SIGCONT) }
        _ = try await database.write { try $0.execute("INSERT INTO t VALUES (1, 'a', NULL)", []) }
        #expect(try await count(database) == 1)
    }

    @Test("a lock that is not had in time is nobody's fault: the same can be tried later")
    func late() async throws {
        let (database, configuration) = try await database()
        let other = try PostgreSQLConnection(configuration)
        try other.run("BEGIN")
        try PostgreSQLSession(connection: other).lock(.log)
        let error = await #expect(throws: RegistryError.self) {
            _ = try await database.write { session in
                _ = try session.rows("SELECT set_config('lock_timeout', '50ms', true) AS limit")
                try session.lock(.log)
            }
        }
        #expect(error?.code == .storageUnavailable && error?.message.contains("55P03") == true)
        #expect(error.map { ProblemDetails($0) }?.retryable == true)
        try other.run("ROLLBACK")
        _ = try await database.write { try $0.lock(.log) }
    }

    private final class Count: Sendable {
        private let value = Mutex(0)
        var number: Int { value.withLock { $0 } }
        func up() { value.withLock { $0 += 1 } }
    }

    @Test("two that wait for each other: one gives way and is run again")
    func deadlock() async throws {
        let (database, _) = try await database()
        let station = try #require(StationID("station-1"))
        let (held, runs) = (Count(), Count())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, locks) in [[SQLLock.log, .station(station)], [.station(station), .log]].enumerated() {
                group.addTask {
                    _ = try await database.write { session in
                        runs.up()
                        try session.lock(locks[0])
                        held.up()
                        // Until both hold their first; the one that comes again finds the count high enough.
                        for _ in 0..<500 where held.number < 2 { usleep(10_000) }
                        try session.lock(locks[1])
                        try session.execute("INSERT INTO t VALUES (?, 'a', NULL)", [number])
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await count(database) == 2)
        #expect(runs.number == 3)
    }

    @Test("a server that ends the connection in the middle: the transaction is run again and counts once")
    func lost() async throws {
        let (database, _) = try await database()
        let runs = Count()
        _ = try await database.write { session in
            try session.execute("INSERT INTO t VALUES (1, 'a', NULL)", [])
            runs.up()
            if runs.number < 3 {
                _ = try session.rows("SELECT 1 AS x FROM pg_terminate_backend(pg_backend_pid())")
            }
        }
        #expect(runs.number == 3)
        #expect(try await count(database) == 1)
    }

    @Test("connections that were lost while nobody used them are made anew")
    func idle() async throws {
        let (database, configuration) = try await database()
        for number in 0..<3 {
            _ = try await database.write { try $0.execute("INSERT INTO t VALUES (?, 'a', NULL)", [number]) }
            _ = try PostgreSQLConnection(configuration).run(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        }
        #expect(try await count(database) == 3)
    }

    /// What happens at the very commit: a trigger that is deferred until then.
    private static func atCommit(_ body: String) -> String {
        """
        CREATE FUNCTION at_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \(body); RETURN NULL; END $$;
        CREATE CONSTRAINT TRIGGER late AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION at_commit();
        """
    }

    @Test(
        "a commit whose answer does not come, or whose answer means nothing, is no success and is not run again",
        arguments: [
            "PERFORM pg_terminate_backend(pg_backend_pid())", "RAISE WARNING 'the wait for a standby was ended'",
        ])
    func unknownCommit(_ trigger: String) async throws {
        let (database, _) = try await database(Self.atCommit(trigger))
        let runs = Mutex(0)
        let error = await #expect(throws: RegistryError.self) {
            _ = try await database.write { session in
                runs.withLock { $0 += 1 }
                try session.execute("INSERT INTO t VALUES (1, 'a', NULL)", [])
            }
        }
        #expect(error?.code == .storageUnavailable)
        #expect(error.map { ProblemDetails($0) }?.retryable == true)
        #expect(runs.withLock { $0 } == 1)
        // It goes on with a new connection.
        #expect(try await (0...1).contains(count(database)))
    }

    @Test("a commit that is refused counts for nothing, and that is known")
    func refusedCommit() async throws {
        let (database, _) = try await database(Self.atCommit("RAISE EXCEPTION 'no' USING ERRCODE = '23514'"))
        let error = await #expect(throws: RegistryError.self) {
            _ = try await database.write { try $0.execute("INSERT INTO t VALUES (1, 'a', NULL)", []) }
        }
        #expect(error?.code == .storageFailed && error?.message.contains("23514") == true)
        #expect(try await count(database) == 0)
    }

    @Test(
        "a server that could lose what it has confirmed is refused by name",
        arguments: [("synchronous_commit", "off"), ("synchronous_commit", "local")])
    func unsafeServer(_ setting: String, _ value: String) async throws {
        let text = try await PostgreSQLServer.shared.freshDatabase()
        let name = text.split(separator: "=").last.map(String.init) ?? ""
        try await PostgreSQLServer.shared.execute("ALTER DATABASE \(name) SET \(setting) = \(value)")
        let database = PostgreSQLDatabase(try PostgreSQLConfiguration(text))
        let error = await #expect(throws: RegistryError.self) { try await database.settle() }
        #expect(error?.message.contains(setting) == true)
    }

    @Test("a server that takes no writes is not used, and nobody there is a failure that goes away")
    func unreachable() async throws {
        let text = try await PostgreSQLServer.shared.freshDatabase()
        let name = text.split(separator: "=").last.map(String.init) ?? ""
        try await PostgreSQLServer.shared.execute("ALTER DATABASE \(name) SET default_transaction_read_only = on")
        for text in [text, "host=/nonexistent user=registry dbname=registry"] {
            let database = PostgreSQLDatabase(try PostgreSQLConfiguration(text))
            let error = await #expect(throws: RegistryError.self) { try await database.settle() }
            #expect(error?.code == .storageUnavailable)
        }
    }

    @Test("more at once than there are connections: each gets its turn")
    func many() async throws {
        let (database, _) = try await database()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<60 {
                group.addTask {
                    _ = try await database.write { try $0.execute("INSERT INTO t VALUES (?, 'a', NULL)", [number]) }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await count(database) == 60)
    }
}
