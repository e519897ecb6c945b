import NIOHTTP1

extension RegistryClient {
    package func stateChanges(of station: StationID, after change: Int) async throws -> [RecordStateChange] {
        let answer = try await exchange(
            .GET, "/v1/stations/\(station)/records?after=\(change)", atMost: RecordStateList.maximumSize)
        do { return try RecordStateList(parsing: answer.body).changes } catch {
            throw Unreachable(.notARegistry, "the list of records' states is not of the known form", retryable: false)
        }
    }

    package func reconcile(
        _ statement: SignedStatement, number: Int, of station: StationID
    ) async throws -> Reconciliation {
        let answer = try await exchange(
            .PUT, "/v1/stations/\(station)/statements/\(number)", body: try statement.serialized())
        do { return try Reconciliation(parsing: answer.body) } catch {
            throw Unreachable(.notARegistry, "the answer to a statement is not of the known form", retryable: false)
        }
    }
}
