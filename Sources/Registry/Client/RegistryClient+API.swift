import NIOHTTP1

extension RegistryClient {
    package func missingParts(among digests: [ContentDigest], of station: StationID) async throws -> [ContentDigest] {
        let body = try DigestList(digests).serialized()
        let answer = try await exchange(.POST, "/v1/stations/\(station)/parts/missing", body: body)
        do { return try DigestList(parsing: answer.body).digests } catch {
            throw Unreachable(.notARegistry, "the list of missing parts is not of the known form", retryable: false)
        }
    }

    package func store(part: [UInt8], digest: ContentDigest, of station: StationID) async throws {
        _ = try await exchange(
            .PUT, "/v1/stations/\(station)/parts/\(digest)", body: part, mediaType: "application/octet-stream",
            isPaced: true, expecting: [200, 201])
    }

    package func submit(_ record: SignedManifest, sequence: Int, of station: StationID) async throws -> Submission {
        let answer = try await exchange(
            .PUT, "/v1/stations/\(station)/records/\(sequence)", body: try record.serialized(), expecting: [200, 201])
        return Submission(receipt: answer.body, isNew: answer.status == 201)
    }

    package func receipt(sequence: Int, of station: StationID) async throws -> [UInt8] {
        try await exchange(.GET, "/v1/stations/\(station)/records/\(sequence)").body
    }

    package func manifest(sequence: Int, of station: StationID) async throws -> SignedManifest {
        let answer = try await exchange(
            .GET, "/v1/stations/\(station)/records/\(sequence)/manifest", atMost: RegistryLimits.signedManifestSize)
        do { return try SignedManifest(parsing: answer.body) } catch {
            throw Unreachable(.notARegistry, "the record's manifest is not of the known form", retryable: false)
        }
    }

    /// Whether the registry answers to this station: connection, TLS and the two certificates are in order.
    package func checkHealth() async throws { _ = try await exchange(.GET, "/v1/health") }
}
