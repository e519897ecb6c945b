import Enrollment
import Foundation
import Registry

extension StationLooks {
    private func databasePath(_ folder: StationFolder, _ name: String = "station.sqlite") -> String {
        folder.url.appending(path: name).path
    }

    /// The store, to be looked at; nil where there is none yet. Where it cannot be read, the check of the database says why.
    private func store(_ folder: StationFolder) throws -> EnrollmentStore? {
        let path = databasePath(folder)
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do { return try EnrollmentStore(readingAt: path) } catch { throw LookFailure.after(.database) }
    }

    private func asked<Value>(_ body: () throws -> Value) throws -> Value {
        do { return try body() } catch is EnrollmentError { throw LookFailure.after(.database) }
    }

    func databases() throws -> DatabaseFacts {
        let folder = try folder()
        let limit = CheckID.database.timeLimit
        let records = DatabaseExamination.ofRecords(
            at: databasePath(folder), station: folder.station, within: limit)
        let officers = DatabaseExamination.ofOfficers(at: databasePath(folder, "officers.sqlite"), within: limit)
        // A large one is not a broken one.
        if records == .interrupted || officers == .interrupted { throw TimeLimit.Passed() }
        return DatabaseFacts(records: records, officers: officers)
    }

    func queue() throws -> QueueFacts {
        guard let store = try store(folder()) else { return QueueFacts(waiting: 0, now: now) }
        return try asked {
            let (count, oldest, refused) = try store.waiting()
            let stop = try store.stop().map { QueueFacts.Stop(code: $0.code, since: $0.since) }
            return QueueFacts(waiting: count, oldest: oldest, refused: refused, stop: stop, now: now)
        }
    }

    func records() throws -> RecordFacts {
        guard let store = try store(folder()) else { return .notCompared }
        return try asked {
            guard let last = try store.lastStatement(onlyAnswered: true), let answer = last.answer else {
                return .notCompared
            }
            return .compared(at: last.made, worst: answer.findings.first?.kind)
        }
    }

    /// Asks the registry how it is, over a connection of its own.
    func registry() async throws -> RegistryFacts {
        let start = ContinuousClock.now
        let client: RegistryClient
        do {
            var configuration = try await OwnThread.run { try self.folder().registryConfiguration() }
            configuration.connectTimeout = 5
            configuration.requestTimeout = 8
            configuration.clock = clock
            client = try RegistryClient(configuration)
        } catch let failure as Unreachable { return .unreachable(failure) } catch is EnrollmentError {
            throw LookFailure.after(.key)
        }
        let facts: RegistryFacts
        do {
            let time = try await client.timeOfRegistry()
            let took = ContinuousClock.now - start
            let milliseconds = took.components.seconds * 1000 + took.components.attoseconds / 1_000_000_000_000_000
            facts = .answered(milliseconds: Int(clamping: milliseconds), time: time.map { Timestamp($0) })
        } catch let failure as Unreachable {
            facts = .unreachable(failure)
        } catch let problem as ProblemDetails {
            facts = .refused(code: problem.code.rawValue)
        } catch {
            try? await client.shutdown()
            throw error
        }
        try? await client.shutdown()
        return facts
    }

    func clockFacts(_ contact: Task<RegistryFacts, any Error>) async throws -> ClockFacts {
        let (machine, now) = (machine, now)
        let isSynchronised = try await OwnThread.run { machine.isClockSynchronised() }
        // What nobody here can tell is left out, and not in the way of the rest.
        let moments = try? await OwnThread.run { try self.store(self.folder())?.newestMoments() }
        let registry = try? await contact.value.time
        return ClockFacts(
            now: registry == nil ? now : self.now, isSynchronised: isSynchronised, newestHere: moments?.here,
            newestThere: moments?.there, registry: registry)
    }
}
