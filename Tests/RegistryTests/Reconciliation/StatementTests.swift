import FoundationEssentials
import TestData
import Testing

@testable import Registry

/// Statements of a station that has lost records, has two stores, or was set back to an earlier day; over real TLS.
@Suite(.everyStorage) struct StatementTests {
    let rig: RegistryRig
    let intake: RecordIntake
    let station: StationID

    init() throws {
        rig = try RegistryRig()
        intake = try rig.intake()
        station = try #require(StationID("station-1"))
    }

    /// Records of the station's chain, the first of which are delivered.
    private func chain(_ count: Int, delivered: Int) async throws -> [RecordingStation.Record] {
        var records: [RecordingStation.Record] = []
        for sequence in 1...count { records.append(try rig.record(sequence, after: records.last)) }
        for record in records.prefix(delivered) { #expect(try await rig.deliver(record, to: intake).receipt != nil) }
        return records
    }

    private func statement(
        _ number: Int = 1, of records: [RecordingStation.Record], received: Int, rejected: Int = 0,
        pending: [ClosedRange<Int>] = [], hoursAgo: Double = -1
    ) throws -> SignedStatement {
        let statement = try StationStatement(
            station: station, number: number, time: Timestamp(Date(timeIntervalSinceNow: -3600 * hoursAgo)),
            created: records.count,
            head: records.last?.signed.digest ?? .none, received: received, rejected: rejected,
            pending: pending.map {
                .init(sequences: $0, digest: records[$0.lowerBound - 1].signed.digest)
            })
        let bytes = try statement.serialized()
        #expect(try StationStatement(parsing: bytes) == statement)
        return SignedStatement(statement: bytes, signature: try rig.station.sign(bytes))
    }

    private func kinds(_ statement: SignedStatement, number: Int = 1) async throws -> [Discrepancy.Kind] {
        try await rig.serve(intake) { client in
            try await client.reconcile(statement, number: number, of: station).findings.map(\.kind)
        }
    }

    @Test func aStationThatHasLostNothingAgrees() async throws {
        #expect(try await kinds(try statement(of: [], received: 0)) == [])
        let records = try await chain(5, delivered: 3)
        let answer = try await rig.serve(intake) { client in
            try await client.reconcile(
                try statement(2, of: records, received: 3, pending: [4...5]), number: 2, of: station)
        }
        #expect(answer.findings == [] && answer.sequence == 3 && answer.digest == records[2].signed.digest)
        // A receipt that did not arrive is no discrepancy: the station sends the record again.
        #expect(try await kinds(try statement(3, of: records, received: 2, pending: [3...5]), number: 3) == [])
        #expect(try await intake.storage.discrepancies(of: station, limit: 10).isEmpty)
    }

    @Test func aLastStatementThatAgreesClosesTheStation() async throws {
        let records = try await chain(2, delivered: 2)
        let closing = RecordIntake(
            storage: intake.storage, log: intake.log, stations: intake.stations, examination: intake.examination,
            closer: { try $0.serialized() })
        func last(_ number: Int, received: Int, created: [RecordingStation.Record]) throws -> SignedStatement {
            let bytes = try StationStatement(
                station: station, number: number, time: Timestamp(Date()), created: created.count,
                head: created.last?.signed.digest ?? .none, received: received, rejected: 0, pending: [], isFinal: true
            ).serialized()
            return SignedStatement(statement: bytes, signature: try rig.station.sign(bytes))
        }
        // One record too few: nothing is closed.
        let early = try await closing.reconcile(
            last(1, received: 1, created: Array(records.prefix(1))), number: 1, of: station)
        #expect(early.findings.map(\.kind) == [.rollback] && early.closing == nil)
        let statement = try last(2, received: 2, created: records)
        let answer = try await closing.reconcile(statement, number: 2, of: station)
        let signed = try StationClosing(parsing: try #require(answer.closing))
        #expect(signed.records == 2 && signed.head == records[1].signed.digest && signed.audit == .empty)
        #expect(try await intake.storage.station(station)?.reason == .closed)
        // The same again is answered the same, another statement and another record are not.
        #expect(try await closing.reconcile(statement, number: 2, of: station) == answer)
        let other = try await problem {
            _ = try await closing.reconcile(
                try self.statement(3, of: records, received: 2), number: 3, of: station)
        }
        #expect(other.code == .stationRevoked)
        let third = try rig.record(3, after: records.last)
        #expect(try await rig.deliver(third, to: closing).receipt == nil)
        let standings = try await intake.storage.stationStandings(after: nil, limit: 9)
        #expect(standings.map(\.isClosed) == [true] && standings.map(\.records) == [2])
    }

    @Test func aGapIsFound() async throws {
        let records = try await chain(5, delivered: 2)
        #expect(try await kinds(try statement(of: records, received: 4, pending: [5...5])) == [.gap])
        let kept = try await intake.storage.discrepancies(of: station, limit: 10)
        #expect(kept.map(\.discrepancy.sequence) == [3])
    }

    @Test func aForkIsFound() async throws {
        _ = try await chain(3, delivered: 3)
        var other = [try rig.record()]
        for sequence in 2...5 { other.append(try rig.record(sequence, after: other.last)) }
        #expect(try await kinds(try statement(of: Array(other.prefix(3)), received: 3)) == [.fork])
        #expect(try await kinds(try statement(2, of: other, received: 2, pending: [3...5]), number: 2) == [.fork])
        #expect(try await intake.storage.discrepancies(of: station, limit: 10).map(\.discrepancy.sequence) == [3, 3])
    }

    @Test func aForkIsFoundWhenItsRecordComes() async throws {
        let records = try await chain(2, delivered: 2)
        let other = try rig.record()
        for record in [try rig.record(2, after: other), try rig.record(3, after: try rig.record(2, after: records[0]))]
        {
            for _ in 0..<2 { #expect(try await rig.deliver(record, to: intake).isBlocked) }
        }
        let kept = try await intake.storage.discrepancies(of: nil, limit: 10)
        #expect(kept.map(\.discrepancy.kind) == [.fork] && kept.first?.station == station, "told once")
    }

    @Test func anUnsignedForkIsNoAlarm() async throws {
        _ = try await chain(1, delivered: 1)
        let forged = try rig.recorder(sign: { _ in [1, 2, 3] }).record(
            files: rig.document.files, claims: rig.document.claims)
        #expect(try await rig.deliver(forged, to: intake).problem?.code == .sequenceTaken)
        #expect(try await intake.storage.discrepancies(of: nil, limit: 10).isEmpty)
    }

    @Test func aRollbackIsFound() async throws {
        let records = try await chain(4, delivered: 2)
        #expect(try await kinds(try statement(of: records, received: 2, pending: [3...4], hoursAgo: 24)) == [])
        // The disk of yesterday: its head is below what it stated.
        let restored = Array(records.prefix(3))
        #expect(
            try await kinds(try statement(2, of: restored, received: 2, pending: [3...3]), number: 2) == [.rollback])
        // And the one of the week before: its head is below what the registry holds.
        #expect(try await kinds(try statement(1, of: Array(records.prefix(1)), received: 1)) == [.rollback])
        #expect(
            try await intake.storage.stationStandings(after: nil, limit: 10).map { [$0.records, $0.discrepancies] }
                == [[2, 2]])
    }

    @Test func aStatementThatARecordOvertakesIsNoRollback() async throws {
        let records = try await chain(3, delivered: 3)
        let overtaken = Array(records.prefix(2))
        #expect(try await kinds(try statement(of: overtaken, received: 2, hoursAgo: 0)) == [])
        #expect(try await kinds(try statement(2, of: records, received: 3, hoursAgo: 0), number: 2) == [])
        #expect(try await kinds(try statement(3, of: overtaken, received: 2, hoursAgo: 0.1), number: 3) == [])
    }

    @Test func numbersThatDoNotAddUpAreFound() async throws {
        let records = try await chain(3, delivered: 3)
        #expect(try await kinds(try statement(of: records, received: 2)) == [.unbalanced])
        #expect(
            try await kinds(try statement(2, of: records, received: 2, rejected: 1), number: 2) == [.verdictsDiffer])
    }

    @Test func opensslAcceptsWhatTheStationSigns() throws {
        let openssl = try OpenSSLCommand()
        defer { openssl.remove() }
        let record = try rig.record()
        let statement = try statement(of: [record], received: 1)
        try openssl.write(Array(rig.pki.caPEM.utf8), "ca.pem")
        for (name, content, signature) in [
            ("statement", statement.statement, statement.signature),
            ("manifest", record.signed.manifest, record.signed.signature),
        ] {
            try openssl.write(content, name)
            try openssl.write(signature, "\(name).p7s")
            try openssl.write(content + [32], "altered")
            let verify = ["cms", "-verify", "-binary", "-inform", "DER", "-in", "\(name).p7s", "-purpose", "any"]
            try openssl.run(verify + ["-content", name, "-CAfile", "ca.pem", "-out", "out"])
            #expect(try openssl.outcome(verify + ["-content", "altered", "-CAfile", "ca.pem"]).status != 0)
        }
    }

    @Test func theSameStatementAgainIsAnsweredAlike() async throws {
        let records = try await chain(2, delivered: 1)
        let signed = try statement(of: records, received: 2)
        for _ in 0..<2 { #expect(try await kinds(signed) == [.gap]) }
        #expect(try await intake.storage.discrepancies(of: station, limit: 10).count == 1)
    }

    @Test func whatIsNotSignedByTheStationIsRefused() async throws {
        let good = try statement(of: [], received: 0)
        let stranger = try rig.pki.issue("station-2")
        let signatures = [[], try stranger.sign(good.statement), try rig.station.sign(good.statement + [1])]
        for signature in signatures {
            let problem = await #expect(throws: ProblemDetails.self) {
                try await intake.reconcile(
                    SignedStatement(statement: good.statement, signature: signature), number: 1, of: station)
            }
            #expect(problem?.code == .signatureInvalid)
        }
        let other = try #require(StationID("station-2"))
        for (number, name) in [(2, station), (1, other)] {
            let problem = await #expect(throws: ProblemDetails.self) {
                try await intake.reconcile(good, number: number, of: name)
            }
            #expect(problem?.code == .malformedRequest)
        }
        #expect(try await intake.storage.stationStandings(after: nil, limit: 10).isEmpty)
    }

    @Test func aStationCannotSendStatementsWithoutEnd() async throws {
        for number in 1...100 {
            _ = try await intake.reconcile(try statement(number, of: [], received: 0), number: number, of: station)
        }
        let problem = await #expect(throws: ProblemDetails.self) {
            try await intake.reconcile(try statement(101, of: [], received: 0), number: 101, of: station)
        }
        #expect(problem?.code == .tooManyStatements && problem?.retryable == true)
    }

    @Test func hostileStatementsAreRefused() throws {
        let text = String(decoding: try statement(of: [], received: 0).statement, as: UTF8.self)
        for (old, new) in [
            (#""created":0"#, #""created":1"#), (#""number":1"#, #""number":0"#), (#""received":0"#, #""received":-1"#),
            (#""pending":[]"#, #""pending":[{"digest":"00","first":1,"last":1}]"#), (#""version":1"#, #""version":2"#),
            (#""pending":[]"#, #""more":1,"pending":[]"#), (#""station":"station-1""#, #""station":"../1""#),
        ] {
            let altered = text.replacing(old, with: new)
            #expect(altered != text)
            #expect(throws: RegistryError.self, "\(new)") { try StationStatement(parsing: Array(altered.utf8)) }
        }
        for end in 0..<text.utf8.count {
            #expect(throws: RegistryError.self) { try StationStatement(parsing: Array(text.utf8.prefix(end))) }
        }
        for pending in [[2...3, 1...1], [1...2, 2...3], [0...1], [3...4]] {
            #expect(throws: RegistryError.self) {
                try StationStatement(
                    station: station, number: 1, time: Timestamp(Date()), created: 3, head: ContentDigest(of: [1]),
                    received: 0, rejected: 0, pending: pending.map { .init(sequences: $0, digest: .none) })
            }
        }
    }
}
