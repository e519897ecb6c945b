import Hummingbird
import NIOCore

/// How stations get their certificates: each handler decodes, calls, encodes. A registry that gives none answers 404.
extension RegistryRoutes {
    func addRenewal(to router: Router<StationContext>) { router.post("v1/stations/{station}/renewal", use: renew) }

    @Sendable private func renew(_ request: Request, _ context: StationContext) async throws -> Response {
        let station = try await context.station()
        let requests = try CertificateRequests(
            parsing: try await body(of: request, limit: CertificateRequests.maximumSize))
        return Self.answer(.ok, try await StationEnrolment.of(enrolment).renew(station, requests).serialized())
    }
}

extension PublicRoutes {
    func addEnrolment(to router: Router<StationContext>) {
        router.get("v1/station-ca", use: stationCA)
        router.post("v1/enrolments", use: enrol)
    }

    @Sendable private func stationCA(_ request: Request, _ context: StationContext) async throws -> Response {
        RegistryRoutes.answer(
            .ok, try StationEnrolment.of(enrolment).authorityPEM, mediaType: "application/pem-certificate-chain")
    }

    @Sendable private func enrol(_ request: Request, _ context: StationContext) async throws -> Response {
        let body = try await withTimeLimit(seconds: 20) {
            [UInt8](buffer: try await request.body.collect(upTo: CertificateRequests.maximumSize))
        }
        let identity = try await StationEnrolment.of(enrolment).enrol(
            try CertificateRequests(parsing: body), from: context.peer)
        return RegistryRoutes.answer(.ok, try identity.serialized())
    }
}

extension StationEnrolment {
    fileprivate static func of(_ enrolment: StationEnrolment?) throws(ProblemDetails) -> StationEnrolment {
        guard let enrolment else {
            throw ProblemDetails(
                .notFound, status: 404, title: "There is no such resource",
                detail: "This registry gives no certificates.")
        }
        return enrolment
    }
}
