import FoundationEssentials
import Testing

@testable import Registry

/// What the client makes of a registry that is busy, of its clock, and of a line that must stay usable; over real TLS.
@Suite struct SlowLineTests {
    let rig: RegistryRig
    /// A certificate that counts whatever the clock of a test says.
    let identity: StationPKI.Identity

    init() throws {
        rig = try RegistryRig()
        identity = try rig.pki.issue("station-1", from: Date() - 864_000, to: Date() + 864_000)
    }

    @Test func aBusyRegistrySaysHowLongToWait() async throws {
        let intake = try rig.intake()
        try await rig.serve(intake) { client in
            for number in 1...100 { _ = try await intake.reconcile(try statement(number), number: number, of: station) }
            let problem = await #expect(throws: ProblemDetails.self) {
                try await client.reconcile(try statement(101), number: 101, of: station)
            }
            #expect(problem?.status == 429 && problem?.retryable == true && problem?.retryAfter != nil)
        }
    }

    private var station: StationID { get throws { try #require(StationID("station-1")) } }

    private func statement(_ number: Int) throws -> SignedStatement {
        let bytes = try StationStatement(
            station: station, number: number, time: Timestamp(Date()), created: 0, head: .none, received: 0,
            rejected: 0, pending: []
        ).serialized()
        return SignedStatement(statement: bytes, signature: try rig.station.sign(bytes))
    }

    @Test(arguments: [-86_400.0, -400, -200, 200, 400, 86_400])
    func aStationWhoseClockIsWrongSendsNothing(_ offset: Double) async throws {
        let intake = try rig.intake()
        let record = try rig.record()
        try await RegistryServer.run(api: intake, pki: rig.pki) { server in
            let client = try server.client(identity) { $0.clock = { Date(timeIntervalSinceNow: offset) } }
            let delivery = try await rig.deliver(record, to: client)
            try await client.shutdown()
            if abs(offset) < 300 {
                #expect(delivery.receipt != nil)
            } else if case .unreachable(let failure) = delivery {
                #expect(failure.reason == .clockWrong && !failure.retryable)
            } else {
                Issue.record("\(delivery)")
            }
        }
        #expect(try await intake.storage.logState().size == (abs(offset) < 300 ? 1 : 0))
    }

    /// How long it takes depends on the machine, and never is it less than the limit allows.
    @Test func aLimitedLineTakesItsTime() async throws {
        let bytes = [UInt8](repeating: 7, count: 100_000)
        let intake = try rig.intake()
        try await RegistryServer.run(api: intake, pki: rig.pki) { server in
            let client = try server.client(identity) { $0.bytesPerSecond = 100_000 }
            let start = ContinuousClock.now
            try await client.store(part: bytes, digest: ContentDigest(of: bytes), of: station)
            #expect(ContinuousClock.now - start >= .seconds(1))
            #expect(try await client.missingParts(among: [ContentDigest(of: bytes)], of: station) == [])
            try await client.shutdown()
        }
    }

    @Test func aDateIsReadAsHTTPWritesIt() {
        #expect(HTTPDate.date("Sun, 06 Nov 1994 08:49:37 GMT") == Date(timeIntervalSince1970: 784_111_777))
        for text in [
            "", "Sun, 06 Nov 1994 08:49:37", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
            "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Abc 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT",
        ] {
            #expect(HTTPDate.date(text) == nil, "\(text)")
        }
    }
}
