import FoundationEssentials
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

    /// Lets stations work until the body is done.
    private func load(
        _ stations: [FleetStation], _ body: (FleetShift) async throws -> Void
    ) async throws -> [[Receipt]] {
        let shift = FleetShift()
        return try await withThrowingTaskGroup(of: (Int, [Receipt]).self) { group in
            for (number, station) in stations.enumerated() {
                group.addTask {
                    do { return (number, try await station.work(in: shift)) } catch {
                        shift.failed(error)
                        throw error
                    }
                }
            }
            defer { shift.end() }
            try await body(shift)
            shift.end()
            return try await group.reduce(into: Array(repeating: [], count: stations.count)) { $0[$1.0] = $1.1 }
        }
    }

    /// Waits until stations have so many receipts more.
    private func wait(for more: Int, in shift: FleetShift) async throws {
        let start = ContinuousClock.now
        let enough = shift.sent + more
        while shift.sent < enough {
            if let failure = shift.failure { throw failure }
            guard .now < start + .seconds(300) else {
                throw RegistryError(.storageFailed, "too few records: \(shift.silence(since: start))", fault: .registry)
            }
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
        let receipts = try await load(stations) { shift in
            for round in 0..<3 {
                try await wait(for: 8, in: shift)
                fleet.kill(1 + round % 2)
                _ = try PostgreSQLConnection(PostgreSQLConfiguration(database)).run(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
                try await fleet.start(1 + round % 2)
            }
            try await wait(for: 8, in: shift)
        }
        try await check(fleet, stations, receipts)
    }

    @Test(
        "the primary's machine dies under load: a standby takes over with everything that was confirmed",
        .enabled(if: Cluster.isInstalled || PostgreSQLServer.isDemanded, "Patroni, etcd or HAProxy is not installed"),
        .timeLimit(.minutes(10)))
    func primaryDies() async throws {
        try await withCluster { cluster, _, shift in
            _ = try await disturb("the primary dies", shift) { try await cluster.run("kill-primary") }
        }
    }

    @Test(
        "machines hang and come back, etcd loses its leader, registries restart: nothing is lost, nothing is there twice",
        .enabled(if: Cluster.isAsked, "it takes minutes: only where CHIP_ID_CLUSTER is set"), .timeLimit(.minutes(20)))
    func machinesHang() async throws {
        try await withCluster { cluster, fleet, shift in
            let dead = try await disturb("the primary dies", shift) { try await cluster.run("kill-primary") }
            _ = try await disturb("it comes back", shift) {
                try await cluster.run("restart-node", dead)
                return try await cluster.run("await")
            }
            let primary = try await disturb("the primary hangs", shift) { try await cluster.run("freeze", "primary") }
            _ = try await disturb("it wakes up, and is primary no more", shift) {
                try await cluster.run("thaw", primary)
                return try await cluster.run("await")
            }
            let standby = try await disturb("the standby hangs that commits wait for", shift) {
                try await cluster.run("freeze", "standby")
            }
            _ = try await disturb("it wakes up", shift) {
                try await cluster.run("thaw", standby)
                return try await cluster.run("await")
            }
            let leader = try await disturb("etcd's leader dies", shift) { try await cluster.run("kill-etcd") }
            _ = try await disturb("it comes back", shift) { try await cluster.run("restart-etcd", leader) }
            for (number, database) in [(1, nil), (2, cluster.direct)] {
                _ = try await disturb("registry \(number) restarts", shift) {
                    #expect(try await fleet.end(number) == 0)
                    try await fleet.start(number, database: database)
                    return ""
                }
            }
        }
    }

    /// Does something to the cluster under load, waits until records come in again, and prints how long none did.
    private func disturb(
        _ what: String, _ shift: FleetShift, _ act: () async throws -> String
    ) async throws -> String {
        let start = ContinuousClock.now
        let said = try await act()
        try await wait(for: 24, in: shift)
        print("\(what): \(shift.silence(since: start)); \(shift.sent) receipts until now")
        return said
    }

    /// Four stations under way at two registries, one of which finds the primary through HAProxy and one by itself.
    private func withCluster(_ body: (Cluster, RegistryFleet, FleetShift) async throws -> Void) async throws {
        try await Cluster.with { cluster in
            let fleet = try RegistryFleet(database: cluster.connection)
            try await fleet.start(1)
            try await fleet.start(2, database: cluster.direct)
            let stations = try (1...4).map { try fleet.station("station-\($0)") }
            let receipts = try await load(stations) { shift in
                try await wait(for: 24, in: shift)
                try await body(cluster, fleet, shift)
            }
            try await check(fleet, stations, receipts)
            print("\(receipts.joined().count) receipts, each of a record that is in the log once")
        }
    }
}
