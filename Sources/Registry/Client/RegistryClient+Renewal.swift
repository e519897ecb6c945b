import NIOHTTP1

extension RegistryClient {
    /// New certificates for these requests. The same keys get the same certificates as long as these are young.
    package func renew(_ requests: CertificateRequests, of station: StationID) async throws -> IssuedIdentity {
        let answer = try await exchange(
            .POST, "/v1/stations/\(station)/renewal", body: try requests.serialized(),
            atMost: IssuedIdentity.maximumSize)
        do { return try IssuedIdentity(parsing: answer.body) } catch {
            throw Unreachable(.notARegistry, "the answer to the renewal is not of the known form", retryable: false)
        }
    }
}
