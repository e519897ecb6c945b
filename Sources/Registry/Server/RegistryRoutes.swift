import Hummingbird
import NIOCore

/// The registry's resources: each handler decodes, calls the API, encodes.
struct RegistryRoutes {
    let api: any RegistryAPI
    /// The longest that a request's body may take, in seconds.
    let bodyTimeout: Int
    /// Who may come in; nil where only TLS decides.
    var register: StationRegister?
    /// Who renews certificates; nil where nobody does.
    var enrolment: StationEnrolment?

    func router() -> Router<StationContext> {
        let router = Router(context: StationContext.self)
        router.add(middleware: ProblemResponses())
        if let register { router.add(middleware: StationGate(register: register)) }
        router.get("v1/health") { _, _ in try Self.answer(.ok, JSONValue.object(["status": "ok"]).canonical()) }
        router.post("v1/stations/{station}/parts/missing", use: missingParts)
        router.put("v1/stations/{station}/parts/{sha256}", use: putPart)
        router.put("v1/stations/{station}/records/{sequence}", use: putRecord)
        router.get("v1/stations/{station}/records/{sequence}", use: getReceipt)
        addOfficers(to: router)
        addEvents(to: router)
        addRenewal(to: router)
        addForwarding(to: router)
        return router
    }

    @Sendable private func missingParts(_ request: Request, _ context: StationContext) async throws -> Response {
        let station = try await context.station()
        let asked = try DigestList(parsing: try await body(of: request, limit: 100 * RegistryLimits.pieces))
        let missing = try await api.missingParts(among: asked.digests, of: station)
        return try Self.answer(.ok, DigestList(missing).serialized())
    }

    @Sendable private func putPart(_ request: Request, _ context: StationContext) async throws -> Response {
        let station = try await context.station()
        guard let digest = context.parameters.get("sha256").flatMap({ ContentDigest(text: $0) }) else {
            throw ProblemDetails.malformedRequest("The path's digest is not 64 lower-case hexadecimal digits.")
        }
        let bytes = try await body(of: request, limit: RegistryLimits.pieceSize)
        try await api.store(part: bytes, digest: digest, of: station)
        return Response(status: .ok)
    }

    @Sendable private func putRecord(_ request: Request, _ context: StationContext) async throws -> Response {
        let station = try await context.station()
        let sequence = try context.sequence()
        let record = try SignedManifest(parsing: try await body(of: request, limit: RegistryLimits.signedManifestSize))
        let submission = try await api.submit(record, sequence: sequence, of: station)
        return Self.answer(
            submission.isNew ? .created : .ok, submission.receipt, mediaType: "text/plain; charset=utf-8")
    }

    @Sendable private func getReceipt(_ request: Request, _ context: StationContext) async throws -> Response {
        let station = try await context.station()
        let receipt = try await api.receipt(sequence: try context.sequence(), of: station)
        return Self.answer(.ok, receipt, mediaType: "text/plain; charset=utf-8")
    }

    func body(of request: Request, limit: Int) async throws -> [UInt8] {
        if let announced = request.headers[.contentLength].flatMap({ Int($0) }), announced > limit {
            throw NIOTooManyBytesError(maxBytes: limit)
        }
        return try await withTimeLimit(seconds: bodyTimeout) {
            [UInt8](buffer: try await request.body.collect(upTo: limit))
        }
    }

    static func answer(
        _ status: HTTPResponse.Status, _ bytes: [UInt8], mediaType: String = "application/json"
    ) -> Response {
        Response(
            status: status, headers: [.contentType: mediaType], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }
}
