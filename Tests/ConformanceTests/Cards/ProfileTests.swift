import Conformance
import Testing
import VirtualCard

/// Every kind of card that comes along passes, but for what its quirks break; and each quirk is found.
@Suite("The suite on the kinds of cards", .serialized)
struct ProfileTests {
    /// What breaks the standard, and so must fail; the others must pass clean.
    private static let broken: [String: Set<String>] = [
        "careful-sizes": ["CIS_PLAIN_6", "ISO7816_P_74", "CIS_FILES_2"],
        "false-lengths": ["CIS_FILES_7"],
        "hidden-card-access": [
            "ISO7816_Q_1", "ISO7816_Q_2", "ISO7816_Q_3", "ISO7816_Q_4", "CIS_PLAIN_5", "CIS_PLAIN_6", "CIS_PLAIN_11",
            "CIS_PLAIN_13",
        ],
        "no-le": ["ISO7816_P_74"],
        "padded-reads": ["CIS_PLAIN_6", "CIS_FILES_3"],
        "refused-pace": ["ISO7816_P_1", "ISO7816_P_2", "CIS_PACE_1"],
        "weak-field": ["READER_3", "READER_7", "CIS_FILES_7"],
        "no-short-ids": [
            "ISO7816_B_19", "ISO7816_B_20", "ISO7816_B_21", "ISO7816_B_22", "ISO7816_B_23", "ISO7816_B_33",
            "ISO7816_B_34", "ISO7816_B_35", "ISO7816_H_8", "ISO7816_Q_2", "ISO7816_Q_4", "ISO7816_C_8", "ISO7816_C_9",
            "CIS_SM_P_8", "CIS_SM_P_9", "CIS_FILES_101", "CIS_FILES_102", "ISO7816_E_7", "ISO7816_E_8",
            "ISO7816_E_19", "ISO7816_E_20", "ISO7816_E_21", "ISO7816_H_3", "CIS_FILES_4",
        ],
    ]

    /// Cards that leave secure messaging at each error: every case that provokes one fails, these among them.
    private static let leaving: Set<String> = [
        "CIS_SM_B_101", "CIS_SM_B_102", "CIS_SM_P_101", "CIS_SM_P_102", "CIS_FILES_1", "CIS_FILES_2", "ISO7816_II_13",
    ]

    @Test("passes, or fails where its quirk breaks the standard", arguments: CardProfile.library.keys.sorted())
    func run(name: String) async throws {
        let results = try await TestBench.run(on: TestBench.image(name))
        #expect(results.count == Catalogue.cases.count)
        let failed = Set(results.ids("failed"))
        if ["dying-session", "plain-errors"].contains(name) {
            #expect(failed.isSuperset(of: Self.leaving), "\(results.complaints)")
            #expect(results.ids("passed").count > 180)
        } else {
            #expect(failed == Self.broken[name] ?? [], "\(results.complaints)")
        }
        #expect(results.ids("inconclusive").isEmpty || name == "refused-pace", "\(results.complaints)")
        #expect(results.ids("passed").count > 100)
        #expect(Set(results.ids("skipped")) == ["READER_9", "READER_10"])
    }

    @Test("a card of which nothing is known but its CAN, and one without a password")
    func fewPasswords() async throws {
        let image = try TestBench.image()
        for passwords in [try [TestBench.passwords(image)[0]], []] {
            let runner = SuiteRunner(Bench(VirtualCard(image), passwords: passwords), options: TestBench.options)
            let results = await runner.run(Catalogue.cases, on: runner.learn())
            #expect(results.ids("failed").isEmpty, "\(results.complaints)")
            #expect(results.first { $0.id == "ISO7816_C_2" }?.verdict.word == "skipped")
            #expect(results.ids("passed").count > (passwords.isEmpty ? 10 : 150))
        }
    }
}
