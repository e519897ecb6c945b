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

    /// A citizen's document as the station verified it.
    func document(seed: UInt64) throws -> VerifiedDocument {
        let image = try CardImage.cccd2021(SyntheticCitizen(seed: seed), by: country, at: Self.time)
        let report = PassiveAuthentication(trustStore: TrustStore(anchors: [country.csca]))
            .verify(image.files.filter { $0.file != .dg3 }, at: Self.time)
        guard let document = report.document else { throw CocoaError(.featureUnsupported) }
        return document
    }

    /// An enrollment that the procedure allows.
    func record(seed: UInt64, in station: StationFolder, at time: Date = time) throws -> EnrollmentRecord {
        let (procedure, consents) = try station.procedure("level-2-account")
        return try EnrollmentRecord(
            document(seed: seed),
            chip: .init(accessProtocol: "id-PACE-ECDH-GM-AES-CBC-CMAC-128", chipAuthenticated: true, cardAccess: nil),
            procedure: procedure, entry: Self.entry, consentText: consents["vi"] ?? [], operatorID: "officer-1",
            began: Timestamp(time), now: Timestamp(time), today: Self.today)
    }

    static let entry = Procedure.Entry(fields: ["phone": "0912345678"], consentLanguage: "vi")

    /// The registry in this process, with a clock that stands at the certificates' time.
    func intake() throws -> RecordIntake { try registry.intake(trusting: registry.trustWatch(logger: Self.quiet)) }

    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}
