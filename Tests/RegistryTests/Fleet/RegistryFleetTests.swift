import FoundationEssentials
import Synchronization
import Testing

@testable import PostgreSQL
@testable import Registry

/// Two registries on one database, while processes are killed and connections are cut: every record that a station has a
/// receipt for is there, once.
@Suite("Registries beside each other", .serialized)
struct RegistryFleetTests {
    /// Holds what the stations have against what the registry has, and the log against itself.
    private func check(_ fleet: RegistryFleet, _ stations: [FleetStation], _ receipts: [[Receipt]]) async throws {
        let all = receipts.flatMap { $0 }
        #expect(Set(all.map(\.index)).count == all.count, "two records have one place in the log")
        for (station, receipts) in zip(stations, receipts) {
            #expect(receipts.map(\.leaf.sequence) == receipts.indices.map { $0 + 1 })
            for receipt in receipts where receipt.leaf.sequence.isMultiple(of: 3) || receipt == receipts.last {
                #expect(try await station.receipt(receipt.leaf.sequence) == receipt.bytes)
            }
        }
        let verified = try await fleet.verify()
        #expect(verified.status == 0 && verified.output == "\(all.count) leaves hold together\n", "\(verified)")
    }

    /// How long the stations work, and how much they have done.
    private final class Shift: Sendable {
        let isOver = Mutex(false)
        let sent = Mutex(0)
    }

    /// Lets stations work until the body is done, and each a few records more.
    private func load(
        _ stations: [FleetStation], _ body: (_ sent: @escaping @Sendable () -> Int) async throws -> Void
    ) async throws -> [[Receipt]] {
        let shift = Shift()
        return try await withThrowingTaskGroup(of: (Int, [Receipt]).self) { group in
            for (number, station) in stations.enumerated() {
                group.addTask {
                    let receipts = try await station.work { count in
                        if count > 0 { shift.sent.withLock { $0 += 1 } }
                        return !shift.isOver.withLock { $0 } || count < 3
                    }
                    return (number, receipts)
                }
            }
            do { try await body { shift.sent.withLock { $0 } } } catch {
                shift.isOver.withLock { $0 = true }
                throw error
            }
            shift.isOver.withLock { $0 = true }
            return try await group.reduce(into: Array(repeating: [], count: stations.count)) { $0[$1.0] = $1.1 }
        }
    }

    private func wait(until isReached: () -> Bool) async throws {
        let end = ContinuousClock.now + .seconds(120)
        while !isReached() {
            guard .now < end else { throw RegistryError(.storageFailed, "no record came in", fault: .registry) }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    @Test(
        "a registry that is killed, connections that are cut: nothing is lost, nothing is there twice",
        .enabled(if: PostgreSQLServer.isInstalled || PostgreSQLServer.isDemanded, "PostgreSQL is not installed"))
    func killed() async throws {
        let database = try await PostgreSQLServer.shared.emptyDatabase()
        let fleet = try RegistryFleet(database: database)
        for number in 1...2 { try await fleet.start(number) }
        let stations = try (1...4).map { try fleet.station("station-\($0)") }
        let receipts = try await load(stations) { sent in
            for round in 0..<3 {
                let before = sent()
                try await wait { sent() >= before + 8 }
                fleet.kill(1 + round % 2)
                _ = try PostgreSQLConnection(PostgreSQLConfiguration(database)).run(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
                try await fleet.start(1 + round % 2)
            }
            let before = sent()
            try await wait { sent() >= before + 8 }
        }
        try await check(fleet, stations, receipts)
    }

    @Test(
        "the primary's machine dies under load: a standby takes over with everything that was confirmed",
        .enabled(if: Cluster.isAsked, "only where CHIP_ID_CLUSTER is set: it has not passed yet"))
    func primaryDies() async throws {
        try await Cluster.with { cluster in try await killPrimary(of: cluster) }
    }

    private func killPrimary(of cluster: Cluster) async throws {
        let fleet = try RegistryFleet(database: cluster.connection)
        for number in 1...2 { try await fleet.start(number) }
        let stations = try (1...4).map { try fleet.station("station-\($0)") }
        let killed = Mutex(ContinuousClock.now)
        let receipts = try await load(stations) { sent in
            try await wait { sent() >= 40 }
            try await cluster.run("kill-primary")
            killed.withLock { $0 = .now }
            let before = sent()
            // Those whose answers were on their way, and then those of the new primary.
            try await wait { sent() >= before + 40 }
            print(
                "failover under load: \(sent()) records, \(ContinuousClock.now - killed.withLock { $0 }) until 40 more")
        }
        try await check(fleet, stations, receipts)
    }
}
