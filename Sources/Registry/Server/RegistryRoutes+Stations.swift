import Hummingbird
import NIOCore

/// How stations get their certificates: each handler decodes, calls, encodes.
extension RegistryRoutes {
    func addRenewal(to router: Router<StationContext>) {
        guard let enrolment else { return }
        router.post("v1/stations/{station}/renewal") { request, context in
            let station = try await context.station()
            let requests = try CertificateRequests(
                parsing: try await body(of: request, limit: CertificateRequests.maximumSize))
            return Self.answer(.ok, try await enrolment.renew(station, requests).serialized())
        }
    }
}

extension PublicRoutes {
    func addEnrolment(to router: Router<StationContext>) {
        guard let enrolment else { return }
        router.get("v1/station-ca") { _, _ in
            RegistryRoutes.answer(.ok, try enrolment.authorityPEM, mediaType: "application/pem-certificate-chain")
        }
        router.post("v1/enrolments") { request, context in
            let body = try await withTimeLimit(seconds: 20) {
                [UInt8](buffer: try await request.body.collect(upTo: CertificateRequests.maximumSize))
            }
            let identity = try await enrolment.enrol(try CertificateRequests(parsing: body), from: context.peer)
            return RegistryRoutes.answer(.ok, try identity.serialized())
        }
    }
}
