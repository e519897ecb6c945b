import DocumentPKI
import Glibc

extension RegistryFolder {
    /// What tells whether the registry of this folder can do its work; the same facts become gauges.
    package func health(
        of intake: RecordIntake, trusting watch: TrustWatch, metrics: RegistryMetrics
    ) throws -> RegistryHealth {
        let health = RegistryHealth(
            storage: intake.storage, log: intake.log,
            serverCertificatePEM: try serverConfiguration(host: "", port: 0).certificatePEM,
            trusted: { await watch.store.anchors.count })
        metrics.gauge("registry_ready", "1 where every check of readiness passes, else 0.") {
            await health.look().allSatisfy { $0.fault == nil } ? 1 : 0
        }
        metrics.gauge("registry_log_size", "Leaves of the transparency log.") { [storage = intake.storage] in
            (try? await storage.logState().size).map(Double.init)
        }
        metrics.gauge("registry_trust_anchors", "Authorities of documents that are trusted.") {
            Double(await watch.store.anchors.count)
        }
        metrics.gauge("process_resident_memory_bytes", "Memory that the process occupies.") { Self.residentMemory() }
        metrics.gauge("process_open_fds", "Open files and sockets of the process.") { Self.openFiles() }
        return health
    }

    private static func residentMemory() -> Double? {
        guard let text = try? DurableFile.read("/proc/self/statm", atMost: 4096) else { return nil }
        let fields = String(decoding: text, as: UTF8.self).split(separator: " ")
        guard fields.count > 1, let pages = Double(fields[1]) else { return nil }
        return pages * Double(sysconf(Int32(_SC_PAGESIZE)))
    }

    private static func openFiles() -> Double? {
        guard let folder = opendir("/proc/self/fd") else { return nil }
        defer { closedir(folder) }
        var count = -3.0  // ".", ".." and the folder itself
        while readdir(folder) != nil { count += 1 }
        return count
    }
}
