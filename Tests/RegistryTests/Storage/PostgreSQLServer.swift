import Foundation
import Testing

@testable import PostgreSQL
@testable import Registry

/// The PostgreSQL server of this test process: a real one, started when the first test wants it, gone with the process.
actor PostgreSQLServer {
    static let shared = PostgreSQLServer()

    static let isInstalled =
        (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")).map { !$0.isEmpty } ?? false
    /// In CI nothing is left out.
    static let isDemanded = ProcessInfo.processInfo.environment["CI"] != nil

    private static let script = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../packaging/cluster/throwaway-postgres").standardizedFileURL

    private struct Failed: Error {}
    private var started: Task<String, any Error>?
    private var made = 0

    /// The connection string of a database that nobody else uses, with the newest schema in it.
    func freshDatabase() async throws -> String {
        try await database(from: "registry_template")
    }

    /// The connection string of a database with nothing in it.
    func emptyDatabase() async throws -> String { try await database(from: "template1") }

    private func database(from template: String) async throws -> String {
        let server = try await server()
        made += 1
        let name = "test_\(made)"
        try Self.execute("CREATE DATABASE \(name) TEMPLATE \(template)", server)
        return Self.connection(server, to: name)
    }

    /// Runs a statement outside of any transaction, in the server's own database.
    func execute(_ sql: String) async throws { try Self.execute(sql, try await server()) }

    private func server() async throws -> String {
        if let started { return try await started.value }
        let task = Task {
            let server = try Self.start()
            try Self.execute("CREATE DATABASE registry_template", server)
            let template = PostgreSQLDatabase(
                try PostgreSQLConfiguration(Self.connection(server, to: "registry_template")))
            try await template.settle()
            try await template.close()
            return server
        }
        started = task
        return try await task.value
    }

    private static func connection(_ server: String, to database: String) -> String {
        server.replacing("dbname=postgres", with: "dbname=\(database)")
    }

    /// Its standard input is a pipe whose other end only this process has: when that is gone, however it ended, the server
    /// ends too.
    private static func start() throws -> String {
        let process = Process()
        process.executableURL = script
        let (input, output) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput) = (input, output)
        try process.run()
        _ = fcntl(input.fileHandleForWriting.fileDescriptor, F_SETFD, FD_CLOEXEC)
        kept = (process, input)
        var line = Data()
        while line.last != 0x0A {
            let next = output.fileHandleForReading.availableData
            if next.isEmpty { throw Failed() }
            line += next
        }
        return String(decoding: line.dropLast(), as: UTF8.self)
    }

    nonisolated(unsafe) private static var kept: (Process, Pipe)?

    private static func execute(_ sql: String, _ server: String) throws {
        let connection = try PostgreSQLConnection(PostgreSQLConfiguration(server))
        _ = try connection.run(sql)
    }
}
