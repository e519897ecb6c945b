import CardCrypto
import DocumentPKI
import Foundation
import NIOHTTP1
import Testing

@testable import Registry

@Suite("Who has an account, and whose phone it is", .everyStorage)
struct AccountTests {
    let rig: RegistryRig

    init() throws { rig = try RegistryRig() }

    private func record(
        _ phone: String?, _ sequence: Int = 1, after previous: RecordingStation.Record? = nil,
        action: String = "open-account"
    ) throws -> RecordingStation.Record {
        try rig.recorder().record(
            sequence, after: previous?.signed.digest ?? .none, files: rig.document.files, claims: rig.document.claims,
            entry: phone.map { ["phone": $0] } ?? [:], action: action)
    }

    @Test("an accepted record makes an account; its phone is another citizen's then, however it is written")
    func accepted() async throws {
        let station = try #require(StationID("station-1"))
        let intake = try rig.intake()
        let (first, known) = (try record("0912 345 678"), SyntheticDocument.personalNumber)
        try await rig.serve(intake) { client in
            func ask(_ number: String, _ phone: String?) async throws -> AccountInquiry {
                try await client.inquire(personalNumber: number, phone: phone, of: station)
            }
            #expect(try await ask(known, nil) == AccountInquiry(account: false, phoneInUse: false))
            #expect(try await rig.deliver(first, to: client).receipt != nil)
            #expect(try await ask(known, "0912345678") == AccountInquiry(account: true, phoneInUse: false))
            for phone in ["0912345678", "+84912345678", "0084 912.345.678", "(0912) 345-678"] {
                let other = try await ask("001099000001", phone)
                #expect(other == AccountInquiry(account: false, phoneInUse: true), "\(phone)")
            }
            #expect(try await ask("001099000001", "0912345679") == AccountInquiry(account: false, phoneInUse: false))
            // Without a phone the account keeps the one it has; with another it loses it.
            let second = try record(nil, 2, after: first, action: "change-contact")
            #expect(try await rig.deliver(second, to: client).receipt != nil)
            #expect(try await ask("001099000001", "0912345678").phoneInUse)
            let third = try record("0988888888", 3, after: second, action: "change-contact")
            #expect(try await rig.deliver(third, to: client).receipt != nil)
            #expect(try await !ask("001099000001", "0912345678").phoneInUse)
        }
        // Keyed hashes, and no number in the clear.
        let bytes = ["", "-wal"].flatMap {
            (try? Data(contentsOf: URL(filePath: "\(rig.folder.path)/registry.sqlite\($0)"))) ?? Data()
        }
        for secret in [known, "0912345678", "0912 345 678"] {
            #expect(Data(bytes).range(of: Data(secret.utf8)) == nil)
        }
    }

    @Test("a refused record makes none")
    func refused() async throws {
        let intake = try rig.intake(trustStore: .init(anchors: []))
        let station = try #require(StationID("station-1"))
        #expect(try await rig.deliver(record("0912345678"), to: intake).problem?.code == .documentNotTrusted)
        let answer = try await intake.inquire(
            personalNumber: SyntheticDocument.personalNumber, phone: nil, of: station)
        #expect(answer == AccountInquiry(account: false, phoneInUse: false))
    }

    @Test("the key stays, so that accounts are known again after a restart; another registry's differs")
    func key() throws {
        let facts = AccountFacts(holder: "001099000001", phone: nil)
        let one = try rig.folder.accountIndex().hashes(of: facts)
        #expect(try rig.folder.accountIndex().hashes(of: facts) == one)
        let other = try AccountIndex(key: SecretBytes([UInt8](repeating: 1, count: 32))).hashes(of: facts)
        #expect(other != one)
        // A number and a phone of the same digits are two things.
        let both = try rig.folder.accountIndex().hashes(of: AccountFacts(holder: "0912345678", phone: "0912345678"))
        #expect(both.holder != both.phone)
    }

    @Test("a station that asks without end is stopped, others are not, and it may ask again later")
    func limit() async throws {
        let limit = InquiryLimit()
        let (one, other) = (try #require(StationID("a")), try #require(StationID("b")))
        let start = Timestamp(Date(timeIntervalSince1970: 1_790_000_000))
        var allowed = 0
        for _ in 0..<100 where await limit.allows(one, at: start) { allowed += 1 }
        #expect(allowed == 30)
        #expect(await limit.allows(other, at: start))
        // A clock that goes back and forth gives nothing.
        #expect(await !limit.allows(one, at: Timestamp(.distantPast)))
        #expect(await !limit.allows(one, at: start))
        let later = try #require(Timestamp(milliseconds: start.milliseconds + 20_000))
        #expect(await limit.allows(one, at: later))
        #expect(await !limit.allows(one, at: later))
    }

    @Test("the answer to one who asks too often, and to nonsense")
    func problems() async throws {
        let intake = try rig.intake()
        let station = try #require(StationID("station-1"))
        try await rig.serve(intake) { client in
            for body in ["{}", #"{"personalNumber":"a b"}"#, #"{"personalNumber":1}"#, "[]"] {
                let problem = await #expect(throws: ProblemDetails.self) {
                    _ = try await client.exchange(
                        .POST, "/v1/stations/station-1/accounts/inquiry", body: Array(body.utf8))
                }
                #expect(problem?.status == 400, "\(body)")
            }
            for _ in 0..<40 { _ = try? await intake.inquire(personalNumber: "1", phone: nil, of: station) }
            let problem = await #expect(throws: ProblemDetails.self) {
                _ = try await client.inquire(personalNumber: "1", phone: nil, of: station)
            }
            #expect(problem?.code == .tooManyInquiries && problem?.retryable == true)
        }
    }
}
