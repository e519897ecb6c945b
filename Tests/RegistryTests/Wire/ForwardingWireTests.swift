import FoundationEssentials
import Testing

@testable import Registry

/// The answers that a station reads: each comes out as it went in, and nothing else is taken for one.
@Suite struct ForwardingWireTests {
    private static let time = Timestamp(Date(timeIntervalSince1970: 1_785_573_000))

    private func refuses(_ bytes: [UInt8], _ parse: ([UInt8]) throws -> Void) {
        for end in bytes.indices {
            #expect(throws: RegistryError.self, "\(end)") { try parse(Array(bytes[..<end])) }
        }
        for text in ["", "[]", "{}", "null", #"{"records":{}}"#, #"{"findings":[1],"registry":{}}"#] {
            #expect(throws: RegistryError.self, "\(text)") { try parse(Array(text.utf8)) }
        }
    }

    @Test func states() throws {
        let changes = [
            RecordStateChange(change: 1, sequence: 7, state: .verified, reason: nil, since: Self.time),
            RecordStateChange(change: 2, sequence: 7, state: .correctionWanted, reason: "chữ ký mờ", since: Self.time),
            RecordStateChange(
                change: 3, sequence: 8, state: RecordState(rawValue: "of-tomorrow"), reason: nil, since: Self.time),
        ]
        let bytes = try RecordStateList(changes).serialized()
        #expect(try RecordStateList(parsing: bytes).changes == changes)
        refuses(bytes) { _ = try RecordStateList(parsing: $0) }
        let many = Array(repeating: changes[0], count: RecordStateChange.mostInAnAnswer + 1)
        let tooMany = try RecordStateList(many).serialized()
        #expect(throws: RegistryError.self) { try RecordStateList(parsing: tooMany) }
    }

    @Test func reconciliation() throws {
        let answer = Reconciliation(
            findings: [Discrepancy(.fork, at: 3, "d"), Discrepancy(.init(rawValue: "of-tomorrow"), at: 1, "e")],
            sequence: 9, digest: ContentDigest(of: [1]), closing: [1, 2, 3])
        let bytes = try answer.serialized()
        #expect(try Reconciliation(parsing: bytes) == answer)
        refuses(bytes) { _ = try Reconciliation(parsing: $0) }
    }

    @Test func receipts() throws {
        let problem = ProblemDetails(.documentNotTrusted, status: 422, title: "t", detail: "d")
        let results: [ReceiptBundle.Entry.Result] = [.received([1, 2]), .refused(problem), .notTaken("incomplete")]
        let bundle = ReceiptBundle(
            station: try #require(StationID("station-1")), issued: Self.time,
            expires: try #require(Timestamp(milliseconds: Self.time.milliseconds + 1)),
            entries: results.enumerated().map { number, result in
                .init(sequence: number + 1, digest: ContentDigest(of: [UInt8(number)]), result: result)
            },
            changes: [RecordStateChange(change: 1, sequence: 1, state: .approved, reason: "r", since: Self.time)],
            answer: .init(
                number: 4, digest: ContentDigest(of: [8]),
                reconciliation: Reconciliation(findings: [], sequence: 3, digest: ContentDigest(of: [9]))))
        let bytes = try bundle.serialized()
        #expect(try ReceiptBundle(parsing: bytes) == bundle)
        refuses(bytes) { _ = try ReceiptBundle(parsing: $0) }
    }

    @Test func index() throws {
        let entries = (1...3).map {
            // The first one is of a station from before there were traces.
            RecordBundle.Entry(
                sequence: $0, digest: ContentDigest(of: [UInt8($0)]), trace: $0 == 1 ? nil : TraceContext().traceID)
        }
        let station = try #require(StationID("station-1"))
        let index = try RecordBundle(station: station, made: Self.time, change: 5, records: entries)
        let bytes = try index.serialized()
        #expect(try RecordBundle(parsing: bytes) == index)
        refuses(bytes) { _ = try RecordBundle(parsing: $0) }
        let trace = try #require(entries[1].trace)
        for wrong in [String(trace.dropLast()), String(repeating: "0", count: 32), "g" + trace.dropFirst()] {
            let altered = String(decoding: bytes, as: UTF8.self).replacing(trace, with: wrong)
            #expect(throws: RegistryError.self) { try RecordBundle(parsing: Array(altered.utf8)) }
        }
        for wrong in [[entries[1], entries[0]], [entries[0], entries[0]]] {
            #expect(throws: RegistryError.self) {
                try RecordBundle(station: station, made: Self.time, change: 0, records: wrong)
            }
        }
    }
}
