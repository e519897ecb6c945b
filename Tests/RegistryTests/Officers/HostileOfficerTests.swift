import FoundationEssentials
import Testing

@testable import Registry

/// Bytes that nobody means well with: whatever comes out of a parser says what went in, and nothing traps.
@Suite("Hostile bytes for officers, rosters and audit entries")
struct HostileOfficerTests {
    /// The same changes each time.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    private static let pieces = [
        "9007199254740991", "-1", "1e9", "null", "{}", "[[[[", "\"\\u0000\"", "\"\"", "true", "00", "\u{FF}", "\\ud800",
        "99",
    ]

    private static func mutated(_ bytes: [UInt8], _ dice: inout Dice) -> [UInt8] {
        var bytes = bytes
        for _ in 0...Int.random(in: 0...2, using: &dice) where !bytes.isEmpty {
            let position = Int.random(in: 0..<bytes.count, using: &dice)
            let end = min(bytes.count, position + Int.random(in: 1...40, using: &dice))
            switch Int.random(in: 0..<5, using: &dice) {
            case 0: bytes[position] = UInt8.random(in: .min ... .max, using: &dice)
            case 1: bytes.removeSubrange(position..<end)
            case 2: bytes.insert(contentsOf: bytes[position..<end], at: position)
            case 3: bytes.insert(contentsOf: (pieces.randomElement(using: &dice) ?? "").utf8, at: position)
            default:
                guard let start = bytes[position...].firstIndex(of: UInt8(ascii: ":")) else { continue }
                let stop = bytes[start...].firstIndex(of: UInt8(ascii: ",")) ?? bytes.count - 1
                guard start + 1 < stop else { continue }
                bytes.replaceSubrange((start + 1)..<stop, with: (pieces.randomElement(using: &dice) ?? "").utf8)
            }
        }
        return bytes
    }

    /// Changes good bytes many times; what is read all the same must be written the same again.
    private func attack(
        _ name: String, _ good: [UInt8], rounds: Int, _ again: ([UInt8]) throws -> [UInt8]
    ) throws {
        #expect(try again(good) == good)
        var dice = Dice(state: 17)
        var refused = 0
        for round in 0..<rounds {
            let bytes = Self.mutated(good, &dice)
            do { #expect(try again(bytes) == bytes, "\(name), round \(round)") } catch is RegistryError { refused += 1 }
        }
        #expect(refused > rounds / 2, "\(name) refused \(refused) of \(rounds)")
    }

    @Test("nothing traps, and nothing is read that would be written otherwise")
    func mutations() throws {
        let application = try SyntheticOfficer.application()
        try attack("application", application.bytes, rounds: 2000) { try OfficerApplication(parsing: $0).bytes }
        let officer = try application.officer(
            as: .supervisor, at: [#require(StationID("a")), #require(StationID("b"))])
        let now = Timestamp(Date(timeIntervalSince1970: 1_790_000_000))
        let end = try #require(Timestamp(milliseconds: now.milliseconds + 1000))
        let roster = try Roster(number: 7, issued: now, expires: end, officers: [officer])
        try attack("roster", roster.serialized(), rounds: 2000) { try Roster(parsing: $0).serialized() }
        let signature = try OfficerSignature(
            of: .none, by: officer, with: officer.unlock(with: SyntheticOfficer.password), purpose: .approves, at: now)
        try attack("signature", signature.json.canonical(), rounds: 2000) {
            try OfficerSignature(json: JSONValue(parsingCanonical: $0)).json.canonical()
        }
        let entry = try AuditChainTests.entries(1, at: #require(StationID("a")))[0]
        try attack("audit entry", entry.serialized(), rounds: 2000) { try AuditEntry(parsing: $0).serialized() }
    }
}
