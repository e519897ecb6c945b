import CardCrypto
import Conformance
import SmartCard
import Testing
import VirtualCard

/// Whatever is planted is found, by the cases that are there for it and by no other suite.
@Suite("Planted faults", .serialized)
struct PlantedFaultTests {
    /// The cases that must fail, and the suites in which more may.
    private struct Finding {
        let ids: Set<String>
        let suites: Set<TestSuite>

        init(_ ids: Set<String>, _ suites: Set<TestSuite>) {
            self.ids = ids
            self.suites = suites
        }
    }

    private static func finding(_ weakness: CardWeakness) -> Finding {
        switch weakness {
        case .opensFilesWithoutAccess:
            Finding(
                ["ISO7816_B_3", "ISO7816_B_21", "ISO7816_H_8", "ISO7816_C_3", "CIS_PACE_3", "ISO7816_P_47"],
                [.plain, .bac, .pace, .secureMessaging, .robustness])
        case .opensLockedGroups: Finding(["CIS_FILES_9"], [.files])
        case .readsBehindTheEnd:
            Finding(["CIS_PLAIN_5", "CIS_FILES_1", "CIS_FILES_5"], [.plain, .files, .secureMessaging])
        case .ignoresClass: Finding(["CIS_PLAIN_8", "CIS_ROBUST_2"], [.plain, .robustness])
        case .acceptsPlainProtocols:
            Finding(
                ["CIS_PLAIN_10", "ISO7816_II_4", "ISO7816_II_5", "ISO7816_J_12"],
                [.plain, .chipAuthentication, .terminalAuthentication, .activeAuthentication])
        case .acceptsWrongMAC:
            Finding(
                [
                    "ISO7816_C_13", "ISO7816_C_18", "CIS_SM_B_103", "CIS_SM_B_104", "CIS_SM_B_105", "CIS_SM_B_108",
                    "CIS_SM_P_13", "CIS_SM_P_18", "CIS_SM_P_103", "CIS_SM_P_104", "CIS_SM_P_105", "CIS_SM_P_108",
                ], [.secureMessaging, .chipAuthentication])
        case .acceptsMissingMAC:
            Finding(
                ["ISO7816_C_12", "ISO7816_C_17", "CIS_SM_B_107", "CIS_SM_P_12", "CIS_SM_P_17", "CIS_SM_P_107"],
                [.secureMessaging])
        case .acceptsReplayedCommands: Finding(["CIS_SM_B_114", "CIS_SM_P_114"], [.secureMessaging])
        case .keepsSessionAfterPlainCommand:
            Finding(
                ["ISO7816_C_16", "CIS_SM_B_113", "CIS_SM_P_16", "CIS_SM_P_113", "ISO7816_P_3", "ISO7816_P_80"],
                [.bac, .pace, .secureMessaging])
        case .keepsSessionAfterBrokenMessage:
            Finding(
                ["ISO7816_C_12", "ISO7816_C_13", "ISO7816_C_14", "CIS_SM_P_12", "CIS_SM_P_13", "CIS_SM_P_14"],
                [.secureMessaging, .robustness])
        case .survivesReset:
            Finding(["READER_5", "CIS_SM_B_115", "CIS_SM_P_115"], [.reader, .plain, .secureMessaging])
        case .acceptsAnyBACToken:
            Finding(
                ["ISO7816_C_3", "ISO7816_C_6", "CIS_BAC_1", "CIS_BAC_2", "CIS_BAC_3"], [.bac, .terminalAuthentication])
        case .keepsChallenge: Finding(["CIS_BAC_4"], [.bac])
        case .repeatsChallenges: Finding(["CIS_BAC_1", "CIS_BAC_5"], [.bac, .terminalAuthentication])
        case .acceptsAnyToken:
            Finding(
                ["CIS_PACE_3", "ISO7816_P_35", "ISO7816_P_36", "ISO7816_P_76", "CIS_PACE_8", "CIS_PACE_9"], [.pace])
        case .acceptsInvalidKeys:
            Finding(
                [
                    "ISO7816_P_48", "ISO7816_P_47", "ISO7816_P_29", "CIS_PACE_10", "CIS_PACE_11", "ISO7816_II_8",
                    "ISO7816_II_14", "CIS_CA_2",
                ], [.pace, .chipAuthentication])
        case .repeatsNonces: Finding(["CIS_PACE_2"], [.pace])
        case .acceptsAnyTemplate:
            Finding(["ISO7816_P_5", "ISO7816_P_8", "ISO7816_P_9", "ISO7816_P_66", "CIS_PACE_4", "CIS_PACE_5"], [.pace])
        case .keepsOldKeys:
            Finding(
                ["ISO7816_II_1", "ISO7816_II_2", "ISO7816_K_1"],
                [.chipAuthentication, .terminalAuthentication, .activeAuthentication, .files, .lds])
        case .signsAnyLength: Finding(["ISO7816_R_3", "ISO7816_R_4"], [.activeAuthentication])
        case .repeatsSignatures: Finding(["ISO7816_R_2", "ISO7816_R_7", "CIS_AA_1"], [.activeAuthentication])
        case .acceptsAnyTerminal: Finding(["CIS_TA_1", "ISO7816_K_20"], [.terminalAuthentication])
        case .acceptsAnyCertificate: Finding(["ISO7816_J_3"], [.terminalAuthentication])
        }
    }

    private func expect(_ finding: Finding, in results: [CaseResult]) {
        let failed = results.filter { $0.verdict.word == "failed" }
        let missed = finding.ids.subtracting(failed.map(\.id))
        #expect(missed.isEmpty, "not found by \(missed.sorted())")
        let stray = failed.filter { !finding.suites.contains($0.suite) }
        #expect(stray.isEmpty, "\(stray.complaints)")
        // No verdict without a step that says what was seen.
        for result in failed { #expect(result.steps.contains { !$0.isFulfilled }, "\(result.id)") }
    }

    @Test("a weak protocol", arguments: CardWeakness.allCases)
    func weakness(_ weakness: CardWeakness) async throws {
        var image = try TestBench.image()
        image.behaviour.weaknesses = [weakness]
        expect(Self.finding(weakness), in: try await TestBench.run(on: image))
    }

    @Test("a group that was changed after it was signed", arguments: ["DG1", "DG2", "DG13", "DG15"])
    func altered(group: String) async throws {
        var image = try TestBench.image()
        try image.alter(group)
        let results = try await TestBench.run(["lds"], on: image)
        #expect(results.ids("failed").contains("CIS_LDS_6"), "\(results.complaints)")
        let reason = results.first { $0.id == "CIS_LDS_6" }?.verdict.reason ?? ""
        #expect(reason.contains("EF.\(group)"))
    }

    @Test("a group that was taken away and out of EF.COM")
    func hidden() async throws {
        var image = try TestBench.image()
        try image.hide("DG14")
        let results = try await TestBench.run(["lds"], on: image)
        #expect(Set(results.ids("failed")) == ["CIS_LDS_1", "CIS_LDS_2"], "\(results.complaints)")
    }

    @Test("a clone: right files, wrong keys")
    func clone() async throws {
        var image = try TestBench.image()
        try image.forgetChipKey()
        let results = try await TestBench.run(["chip-authentication", "active-authentication", "lds"], on: image)
        #expect(
            Set(results.ids("failed")).isSuperset(of: ["ISO7816_II_1", "ISO7816_R_2", "ISO7816_R_7"]),
            "\(results.complaints)")
    }

    /// Faults at a moment of a conversation: the case in which they come fails or says that no answer came; the run ends by
    /// itself, and what they do not touch passes.
    @Test(
        "a fault on the way",
        arguments: [
            "rubbish@every:40", "one-byte@every:40", "nothing@every:40", "flip:3@every:40", "truncate:3@every:40",
            "pad:2@every:40", "status:6F00@every:40", "plain-status:9000@every:40", "silence@every:40",
            "leave@every:40",
            "rubbish@1+", "one-byte@1+", "alter:DG1@session:1",
        ])
    func fault(text: String) async throws {
        var image = try TestBench.image()
        image.behaviour.faults = [try #require(CardFault(text), "\(text)")]
        let names = ["plain", "secure-messaging", "files", "lds"]
        let results = try await TestBench.run(names, on: image)
        #expect(results.count == Catalogue.select(names)?.count)
        let found = results.ids("failed") + results.ids("inconclusive")
        #expect(!found.isEmpty)
    }
}
