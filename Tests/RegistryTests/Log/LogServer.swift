import AsyncHTTPClient
import Foundation
import Logging
import NIOSSL
import ServiceLifecycle

@testable import Registry

/// A log shown to everybody on a real TLS socket, for the time of one test.
struct LogServer {
    let port: Int
    let caPEM: String

    var address: String { "https://localhost:\(port)/log" }

    /// Looks at the log as somebody who watches it does.
    func look(_ key: LogVerifierKey, since note: [UInt8]? = nil, entries: Bool = false) async throws -> LogWatch.Look {
        try await withClient { client in
            try await LogWatch(key: key) { try await client.fetch($0, atMost: $1) }.look(since: note, entries: entries)
        }
    }

    func withClient<Value: Sendable>(_ body: (LogClient) async throws -> Value) async throws -> Value {
        try await LogClient.with(address: address, trustRootsPEM: caPEM, body)
    }

    /// Runs the body with a client of anybody's, and the server's address.
    func withHTTP(_ body: (HTTPClient, String) async throws -> Void) async throws {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(caPEM.utf8)))
        let http = HTTPClient(
            eventLoopGroupProvider: .singleton, configuration: HTTPClient.Configuration(tlsConfiguration: tls))
        let ended: Result<Void, any Error>
        do { ended = .success(try await body(http, "https://localhost:\(port)")) } catch { ended = .failure(error) }
        try await http.shutdown()
        try ended.get()
    }

    static func run<Value: Sendable>(
        _ log: LogTiles, peers: PeerLimits? = nil, _ body: (LogServer) async throws -> Value
    ) async throws -> Value {
        let pki = try StationPKI()
        let identity = try pki.issue("registry", san: "DNS:localhost")
        let configuration = RegistryService.Configuration(
            port: 0, certificatePEM: identity.certificate, privateKeyPEM: identity.key,
            stationAuthorityPEM: try pki.caPEM)
        var logger = Logger(label: "registry")
        logger.logLevel = .critical
        let service = try PublicRegistryService(
            routes: PublicRoutes(log: log, peers: peers), configuration: configuration, logger: logger)
        let group = ServiceGroup(configuration: .init(services: [service], logger: logger))
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            do {
                let value = try await body(LogServer(port: try await service.port, caPEM: pki.caPEM))
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
                return value
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
        }
    }
}

/// A program, run to its end.
enum Program {
    static func run(_ path: String, _ arguments: [String], environment: [String: String] = [:]) async throws -> (
        status: Int32, output: String
    ) {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        let pipe = Pipe()
        (process.standardOutput, process.standardError) = (pipe, pipe)
        return try await withCheckedThrowingContinuation { continuation in
            // Reading blocks, on a thread of its own.
            Thread.detachNewThread {
                do {
                    try process.run()
                    let output = pipe.fileHandleForReading.readDataToEndOfFile()
                    process.waitUntilExit()
                    continuation.resume(
                        returning: (process.terminationStatus, String(decoding: output, as: UTF8.self)))
                } catch { continuation.resume(throwing: error) }
            }
        }
    }

    /// A program of this package: beside the tests, or in .build/debug.
    static func own(_ name: String) -> String {
        let tests = URL(filePath: ProcessInfo.processInfo.arguments.first ?? "/").deletingLastPathComponent()
        let build = URL(filePath: #filePath).appending(path: "../../../../.build/debug").standardizedFileURL
        return [tests, build].map { $0.appending(path: name).path }
            .first { FileManager.default.isExecutableFile(atPath: $0) } ?? name
    }
}
