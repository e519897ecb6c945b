import CardCrypto
import Hummingbird
import NIOCore
import NIOSSL

/// What the registry knows of a request besides its bytes: the connection, and so the client's certificate.
struct StationContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The client's certificate, as soon as `ClientCertificates` has looked for it.
    var certificate: Certificate?
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// The client's address, for limits that must not need a name; nil where the connection has none.
    var peer: String? { channel.remoteAddress?.ipAddress }

    /// The certificate that the client presented.
    ///
    /// TLS has verified it against the station CA before any byte of the request was read.
    func presentedCertificate() throws(ProblemDetails) -> Certificate {
        guard let certificate else { throw Self.nobody }
        return certificate
    }

    /// The station that the client's TLS certificate names.
    func client() async throws -> StationID {
        let certificate = try presentedCertificate()
        guard ClientKind(certificate) == .station, let client = StationAuthority.station(of: certificate) else {
            throw Self.nobody
        }
        return client
    }

    private static let nobody = ProblemDetails(
        .noClientCertificate, status: 403, title: "The client's certificate names no station",
        detail: "A certificate of the station CA is needed, with the station's name as common name.")

    /// The name of the consumer of events that the client's TLS certificate names.
    func consumer() throws -> String {
        let certificate = try presentedCertificate()
        guard ClientKind(certificate) == .consumer, let name = certificate.subjectAttribute("CN") else {
            throw ProblemDetails(
                .noConsumer, status: 403, title: "The client's certificate is not a consumer's",
                detail:
                    "A certificate of the station CA with the unit consumer is needed: idregistry consumer makes one.")
        }
        return name
    }

    /// The station that the path names, which must be the one of the certificate.
    func station() async throws -> StationID {
        let client = try await client()
        guard let named = parameters.get("station").flatMap({ StationID($0) }), named == client else {
            throw ProblemDetails(
                .wrongStation, status: 403, title: "The path names another station than the client's certificate",
                detail: "The certificate is the one of station \(client).")
        }
        return client
    }

    /// The number from 1 that the path names.
    func sequence(_ name: String = "sequence") throws -> Int {
        guard let text = parameters.get(name), let number = DecimalText.number(text[...]), number >= 1 else {
            throw ProblemDetails.malformedRequest("The path's \(name) is no number from 1.")
        }
        return number
    }
}
