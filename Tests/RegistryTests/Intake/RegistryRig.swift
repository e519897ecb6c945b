import DocumentPKI
import FoundationEssentials
import Testing
import VirtualCard

@testable import Registry

/// A registry in a folder, a station and a document: all a record needs to travel.
struct RegistryRig: Sendable {
    let temporary = TemporaryFolder()
    let pki: StationPKI
    let folder: RegistryFolder
    let document: SyntheticDocument
    let station: StationPKI.Identity

    init() throws {
        pki = try StationPKI()
        folder = try StorageKind.settle(
            RegistryFolder.create(at: "\(temporary.path)/registry", name: "registry.example/level-2"))
        document = try SyntheticDocument(country: DemoCountry.create(in: "\(temporary.path)/country", at: Date()))
        station = try pki.issue("station-1")
    }

    /// The station, or one that signs otherwise.
    func recorder(sign: (@Sendable ([UInt8]) throws -> [UInt8])? = nil) throws -> RecordingStation {
        let station = station
        return RecordingStation(
            id: try #require(StationID("station-1")), sealingKey: folder.description.sealingKey,
            sign: sign ?? { try station.sign($0) })
    }

    /// A record as it should be.
    func record(_ sequence: Int = 1, after previous: RecordingStation.Record? = nil) throws -> RecordingStation.Record {
        try recorder().record(
            sequence, after: previous?.signed.digest ?? .none, files: document.files, claims: document.claims)
    }

    func intake(trustStore: TrustStore? = nil) throws -> RecordIntake {
        let store = trustStore ?? document.trustStore
        return try folder.intake(stations: StationAuthority([pki.authority])) { store }
    }

    /// Runs the registry on a TLS socket and the body with a client of the station.
    func serve<Value: Sendable>(_ intake: RecordIntake, _ body: (RegistryClient) async throws -> Value) async throws
        -> Value
    {
        try await RegistryServer.run(api: intake, pki: pki) { server in
            try await server.withClient(as: station, body)
        }
    }

    /// Delivers a record over an API.
    func deliver(_ record: RecordingStation.Record, to api: any RegistryAPI) async throws -> Delivery {
        try await api.deliver(record.signed, logKey: folder.description.logKey) { try record.piece($0) }
    }
}

extension Delivery {
    /// The receipt of a record that was delivered.
    var receipt: Receipt? { if case .delivered(let receipt) = self { receipt } else { nil } }

    /// The problem of a record that was refused, whether its number is used up by it or not.
    var problem: ProblemDetails? {
        switch self {
        case .refused(let problem), .blocked(let problem): problem
        default: nil
        }
    }

    /// Whether nothing of the station can follow.
    var isBlocked: Bool { if case .blocked = self { true } else { false } }
}
