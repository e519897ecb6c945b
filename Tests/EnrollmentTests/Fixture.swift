import CardCrypto
import DocumentPKI
import Enrollment
import Foundation
import LDS
import Logging
import Registry
import VirtualCard

/// A country, a registry's folder and a station's folder, made once for all tests with the real makers.
struct Fixture: Sendable {
    static let time = Date(timeIntervalSince1970: 1_790_000_000)
    static let today = CalendarDate(2026, 9, 21)
    static let shared = Result { try Fixture() }

    let folder: URL
    let country: DemoCountry
    let registry: RegistryFolder

    private init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "enrollment-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        country = try DemoCountry.create(in: folder.appending(path: "country").path, at: Self.time)
        registry = try RegistryFolder.create(at: folder.appending(path: "registry").path, name: "registry.test/records")
        try registry.createCertificates(serverNames: "DNS:localhost", at: Self.time)
        try FileManager.default.copyItem(
            at: folder.appending(path: "country/trust/csca.pem"),
            to: URL(filePath: registry.trustPath).appending(path: "csca.pem"))
    }

    /// A fresh station that this registry knows.
    func station(_ name: String = "test-\(UInt32.random(in: 0 ... .max))") throws -> StationFolder {
        let path = folder.appending(path: "station-\(UUID())").path
        guard let station = StationID(name) else { throw CocoaError(.featureUnsupported) }
        try registry.createStation(station, at: path, address: "https://localhost:1", time: Self.time)
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        for part in ["procedures", "consents"] {
            try FileManager.default.copyItem(
                at: root.appending(path: "enrollment/\(part)"), to: URL(filePath: path).appending(path: part))
        }
        try FileManager.default.copyItem(
            at: folder.appending(path: "country/trust"), to: URL(filePath: path).appending(path: "trust"))
        return try StationFolder.load(path)
    }

    /// A citizen's card.
    func image(seed: UInt64) throws -> CardImage {
        try CardImage.cccd2021(SyntheticCitizen(seed: seed), by: country, at: Self.time)
    }

    /// A citizen's document as the station verified it.
    func document(seed: UInt64) throws -> VerifiedDocument {
        guard let document = try reading(of: image(seed: seed)).report.document else {
            throw CocoaError(.featureUnsupported)
        }
        return document
    }

    /// A card as the station read and judged it, with its proof by Active Authentication.
    func reading(of image: CardImage, proves: Bool = true) throws -> CardReading {
        let files = image.files.filter { $0.file != .dg3 }
        var chip = ChipEvidence(accessProtocol: "id-PACE-ECDH-GM-AES-CBC-CMAC-128")
        chip.pace = RecordedOutcome(.passed)
        if proves {
            let challenge = try randomBytes(8)
            chip.activeAuthentication = RecordedOutcome(.passed)
            chip.activeAuthenticationProof = ActiveAuthenticationProof(
                challenge: challenge, signature: try signature(of: challenge, by: image))
        }
        let evidence = Evidence(time: Self.time, reader: "a reader", chip: chip)
        let passive = PassiveAuthentication(trustStore: TrustStore(anchors: [country.csca]), policy: .counter)
            .verify(files, at: Self.time)
        return CardReading(
            files: files, evidence: evidence,
            report: Inspection(policy: .counter, at: Self.time).report(passive, evidence, files: files))
    }

    func signature(of challenge: [UInt8], by image: CardImage) throws -> [UInt8] {
        guard let key = image.activeAuthenticationKey else { throw CocoaError(.featureUnsupported) }
        return try key.signature(of: challenge) { try randomBytes($0) }
    }

    /// An enrollment that the procedure allows, as at a bench.
    func record(seed: UInt64, in station: StationFolder, at time: Date = time) throws -> EnrollmentRecord {
        let (procedure, consents) = try station.procedure("bench-enrollment")
        let image = try image(seed: seed)
        var session = EnrollmentSession(
            procedure, consents: consents, station: station.station, officer: "officer-1", at: Timestamp(time),
            isSignedByOfficer: false)
        func happen(_ event: SessionEvent) throws -> [SessionEffect] {
            try session.handle(event, at: Timestamp(time), on: Self.today)
        }
        for event: SessionEvent in [
            .cardRead(try reading(of: image)), .movedOn, .entered(["phone": "0912345678"]), .movedOn,
            .consented(language: "vi", hasAgreed: true), .movedOn,
        ] { _ = try happen(event) }
        guard case .provePresence(let claims)? = try happen(.signing).first else {
            throw CocoaError(.featureUnsupported)
        }
        let challenge = PresenceChallenge(claims: claims)
        _ = try happen(.chipProved(.activeAuthentication(signature: signature(of: challenge.octets, by: image))))
        return try EnrollmentRecord(session)
    }

    static let entry = Procedure.Entry(fields: ["phone": "0912345678"], consentLanguage: "vi")

    /// The registry in this process, with a clock that stands at the certificates' time.
    func intake() throws -> RecordIntake { try registry.intake(trusting: registry.trustWatch(logger: Self.quiet)) }

    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}
