import Foundation

@testable import Registry

/// Three PostgreSQL nodes under Patroni with etcd and HAProxy: packaging/cluster.
struct Cluster {
    /// Whether somebody wants it to be started: it takes minutes, and Patroni, etcd and HAProxy.
    static let isAsked = ProcessInfo.processInfo.environment["CHIP_ID_CLUSTER"] != nil

    private static let script = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../packaging/cluster/cluster").standardizedFileURL.path

    let folder: String
    let connection: String

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

    func run(_ command: String) async throws {
        let outcome = try await Program.run(Self.script, [command, folder])
        guard outcome.status == 0 else {
            throw RegistryError(.storageFailed, "\(command): \(outcome.output)", fault: .registry)
        }
    }

    func stop() async throws {
        try await run("stop")
        try FileManager.default.removeItem(atPath: folder)
    }
}
