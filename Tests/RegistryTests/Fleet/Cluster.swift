import Foundation

@testable import Registry

/// Three PostgreSQL nodes under Patroni with etcd and HAProxy: packaging/cluster.
struct Cluster {
    static let isInstalled = ["/usr/bin/patroni", "/usr/bin/etcd", "/usr/sbin/haproxy"]
        .allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }
    /// Whether somebody wants what takes minutes.
    static let isAsked = ProcessInfo.processInfo.environment["CHIP_ID_CLUSTER"] != nil

    private static let script = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../packaging/cluster/cluster").standardizedFileURL.path

    let folder: String
    /// The connection string of the way through HAProxy.
    let connection: String
    /// The file of the one by which libpq finds the primary among the three.
    var direct: String { "\(folder)/direct.conf" }

    static func start() async throws -> Cluster {
        // A short path, for the sockets in it.
        let folder = "/tmp/chip-id-cluster-\(UUID().uuidString.prefix(8))"
        let started = try await Program.run(script, ["start", folder])
        guard started.status == 0 else {
            throw RegistryError(.storageFailed, "the cluster did not start: \(started.output)", fault: .registry)
        }
        let text = try RegistryFolder.text("\(folder)/database.conf")
        return Cluster(folder: folder, connection: text)
    }

    /// Runs the body with a cluster, which is gone afterwards.
    static func with(_ body: (Cluster) async throws -> Void) async throws {
        let cluster = try await start()
        do { try await body(cluster) } catch {
            try? await cluster.stop()
            throw error
        }
        try await cluster.stop()
    }

    /// Runs one of the script's commands; what it says: the number of a node or of an etcd member.
    @discardableResult
    func run(_ command: String, _ arguments: String...) async throws -> String {
        let outcome = try await Program.run(Self.script, [command, folder] + arguments)
        guard outcome.status == 0 else {
            throw RegistryError(.storageFailed, "\(command): \(outcome.output)", fault: .registry)
        }
        return outcome.output.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
    }

    func stop() async throws {
        try await run("stop")
        try FileManager.default.removeItem(atPath: folder)
    }
}
