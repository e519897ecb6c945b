import FoundationEssentials
import Testing

@testable import Registry

@Suite("Audit entries and their chain")
struct AuditChainTests {
    static let station = StationID("test-001")
    static let time = Timestamp(Date(timeIntervalSince1970: 1_790_000_000))

    static func entries(_ count: Int, at station: StationID, saying action: String = "sign-in") throws -> [AuditEntry] {
        var entries: [AuditEntry] = []
        var head = AuditHead.empty
        for number in 1...count {
            let entry = try AuditEntry(
                station: station, number: number, time: time, officer: "o-17", action: action, subject: "s-\(number)",
                previous: head.digest)
            entries.append(entry)
            head = try entry.head
        }
        return entries
    }

    private func stored(_ entries: [AuditEntry]) throws -> [StoredAuditEntry] {
        try entries.map {
            StoredAuditEntry(number: $0.number, digest: try $0.head.digest, bytes: try $0.serialized())
        }
    }

    private func fault(_ entries: [StoredAuditEntry]) throws -> AuditChain.Fault? {
        var chain = AuditChain(of: try #require(Self.station))
        chain.walk(entries)
        return chain.fault
    }

    @Test("whole, it has no fault; each change has its own")
    func faults() throws {
        let station = try #require(Self.station)
        let entries = try Self.entries(5, at: station)
        let good = try stored(entries)
        #expect(try fault(good) == nil)

        // Changed: the bytes alone, and with their digest.
        let bytes = try Self.entries(3, at: station, saying: "approved")[2].serialized()
        var changed = good
        changed[2] = StoredAuditEntry(number: 3, digest: good[2].digest, bytes: bytes)
        #expect(try fault(changed) == .init(number: 3, kind: .changed))
        let rewritten = try AuditEntry(
            station: station, number: 3, time: Self.time, officer: "o-18", action: "sign-in", subject: "s-3",
            previous: entries[2].previous)
        changed[2] = try stored([rewritten])[0]
        #expect(try fault(changed) == .init(number: 4, kind: .broken))

        // Removed, at the beginning and in the middle; closed up afterwards.
        #expect(try fault(Array(good.dropFirst())) == .init(number: 2, kind: .gap))
        #expect(try fault(good.filter { $0.number != 3 }) == .init(number: 4, kind: .gap))
        let closed = good.filter { $0.number != 3 }.enumerated().map { position, entry in
            StoredAuditEntry(number: position + 1, digest: entry.digest, bytes: entry.bytes)
        }
        #expect(try fault(closed) == .init(number: 3, kind: .changed))

        // Inserted: one in between that says it is number 3, the old ones behind it.
        #expect(try fault(good[..<2] + stored([rewritten]) + good[2...]) == .init(number: 3, kind: .gap))
        #expect(try fault(good.reversed()) == .init(number: 5, kind: .gap))
        let foreign = try Self.entries(1, at: #require(StationID("test-002")))
        #expect(try fault(stored(foreign)) == .init(number: 1, kind: .foreign))
    }

    @Test(
        "no personal data fits in",
        arguments: ["034058000022", "0912345678", "Nguyễn Văn Tý", "a b", "", String(repeating: "a", count: 129)])
    func subjects(_ subject: String) {
        #expect(throws: RegistryError.self) {
            try AuditEntry(
                station: #require(Self.station), number: 1, time: Self.time, officer: nil, action: "sign-in",
                subject: subject, previous: .none)
        }
    }

    @Test(
        "a record's id, a procedure's, a short number are subjects",
        arguments: [
            "0190b2a4-7c00-7000-8000-000000000001", "level-2-account", "17", "procedure:level-2-account/3",
        ])
    func goodSubjects(_ subject: String) throws {
        let entry = try AuditEntry(
            station: #require(Self.station), number: 1, time: Self.time, officer: nil, action: "sign-in",
            subject: subject, previous: .none)
        #expect(try AuditEntry(parsing: entry.serialized()) == entry)
    }

    @Test("cut anywhere, or with a member more, an entry is refused")
    func malformed() throws {
        let entry = try Self.entries(1, at: #require(Self.station))[0]
        let bytes = try entry.serialized()
        for count in 0..<bytes.count {
            #expect(throws: RegistryError.self) { try AuditEntry(parsing: Array(bytes.prefix(count))) }
        }
        var json = try #require(JSONValue(parsing: bytes).object)
        json["note"] = "more"
        let more = try JSONValue.object(json).canonical()
        #expect(throws: RegistryError.self) { try AuditEntry(parsing: more) }
        #expect(throws: RegistryError.self) { try AuditEntry(parsing: [UInt8](repeating: 0x20, count: 2000) + bytes) }
    }
}
