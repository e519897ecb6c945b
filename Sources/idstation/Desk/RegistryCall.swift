import Enrollment
import Registry

/// One call to the registry from a command, and the failures of it as a person needs them.
enum RegistryCall {
    static func make<Value: Sendable>(
        of folder: StationFolder, _ body: (RegistryClient) async throws -> Value
    ) async throws -> Value {
        let client = try folder.registryClient()
        let result: Result<Value, any Error>
        do { result = .success(try await body(client)) } catch { result = .failure(error) }
        try? await client.shutdown()
        return try await told { try result.get() }
    }

    /// Runs a body, and makes failures for people of what the registry or the way to it says.
    static func told<Value>(_ body: () async throws -> Value) async throws -> Value {
        do { return try await body() } catch let failure as Unreachable {
            throw Failure(
                .registryUnreachable, code: failure.reason.rawValue, failure.detail,
                remedy: failure.retryable
                    ? "Nothing is lost. Try again when the station is online."
                    : "Tell the administrator of the station.")
        } catch let problem as ProblemDetails {
            throw Failure(
                .registryRefused, code: problem.code.rawValue,
                "the registry refuses: \(problem.title). \(problem.detail)",
                remedy: problem.retryable ? "Try again later." : "Tell the administrator of the registry.")
        }
    }
}
