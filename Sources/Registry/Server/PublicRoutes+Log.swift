import Hummingbird

/// The transparency log for everybody (c2sp.org/tlog-tiles).
extension PublicRoutes {
    func addLog(to router: Router<StationContext>) {
        router.get("log/checkpoint", use: getCheckpoint)
        router.get("log/tile/**", use: getTile)
    }

    @Sendable private func getCheckpoint(_ request: Request, _ context: StationContext) async throws -> Response {
        guard let log else { throw HTTPError(.notFound) }
        var response = RegistryRoutes.answer(
            .ok, try await log.checkpoint(), mediaType: "text/plain; charset=utf-8")
        response.headers[.cacheControl] = "no-cache"
        return response
    }

    /// A tile never changes, a narrow one neither: anybody may keep it for ever.
    @Sendable private func getTile(_ request: Request, _ context: StationContext) async throws -> Response {
        let path = context.parameters.getCatchAll().joined(separator: "/")
        guard let log, let tile = LogTile(path: path), let bytes = try await log.bytes(of: tile) else {
            throw ProblemDetails(
                .notFound, status: 404, title: "There is no such tile",
                detail: "The path is not one of c2sp.org/tlog-tiles, or the log has not grown so far.")
        }
        var response = RegistryRoutes.answer(.ok, bytes, mediaType: "application/octet-stream")
        response.headers[.cacheControl] = "public, max-age=31536000, immutable"
        return response
    }
}
