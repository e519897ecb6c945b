import FoundationEssentials
import HTTPTypes
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
    /// What signs the answers; nil for a registry without such a key.
    var replyKey: ReplySigningKey?
    var metrics = RegistryMetrics()
    var limits = AdmissionControl.Limits()
    var clock: @Sendable () -> Date = { Date() }

    func router() -> Router<StationContext> {
        let router = Router(context: StationContext.self)
        let table = RouteTable()
        router.add(middleware: RequestTracing(metrics: metrics))
        if let replyKey { router.add(middleware: SignedAnswers(key: replyKey, clock: clock)) }
        router.add(middleware: ProblemResponses(routes: table, metrics: metrics))
        router.add(middleware: ClientCertificates())
        if let register { router.add(middleware: StationGate(register: register)) }
        router.add(middleware: RequestAdmission(limits))
        router.add(middleware: RequestSignatures(clock: clock))
        router.get("v1/health") { _, _ in try Self.answer(.ok, JSONValue.object(["status": "ok"]).canonical()) }
        router.post("v1/stations/{station}/parts/missing", use: missingParts)
        router.put("v1/stations/{station}/parts/{sha256}", use: putPart)
        router.put("v1/stations/{station}/records/{sequence}", use: putRecord)
        router.get("v1/stations/{station}/records/{sequence}", use: getReceipt)
        router.get("v1/stations/{station}/records/{sequence}/manifest", use: getManifest)
        addOfficers(to: router)
        addEvents(to: router)
        addRenewal(to: router)
        addForwarding(to: router)
        table.fill(from: router)
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

    @Sendable private func getManifest(_ request: Request, _ context: StationContext) async throws -> Response {
        let station = try await context.station()
        return Self.answer(
            .ok, try await api.manifest(sequence: try context.sequence(), of: station).serialized())
    }

    func body(of request: Request, limit: Int) async throws -> [UInt8] {
        if let announced = request.headers[.contentLength].flatMap({ Int($0) }), announced > limit {
            throw NIOTooManyBytesError(maxBytes: limit)
        }
        let bytes = try await withTimeLimit(seconds: bodyTimeout) {
            [UInt8](buffer: try await request.body.collect(upTo: limit))
        }
        // The signature covers the field, and so these bytes.
        let digest = HTTPField.Name(ContentDigestField.name).flatMap { request.headers[$0] }
        guard digest.map({ ContentDigestField.matches($0, bytes) }) ?? true else {
            throw ProblemDetails(
                .contentDigestMismatch, status: 400, title: "The content is not the one that the request names",
                detail: "The field Content-Digest is the one of other bytes than the \(bytes.count) that came.",
                retryable: true)
        }
        return bytes
    }

    static func answer(
        _ status: HTTPResponse.Status, _ bytes: [UInt8], mediaType: String = "application/json"
    ) -> Response {
        Response(
            status: status, headers: [.contentType: mediaType], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }
}
