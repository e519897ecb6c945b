import CardCrypto
import EMRTD
import LDS
import SmartCard

extension TestSuite {
    /// Unit P.
    static let paceCases: [TestCase] =
        paceRunCases + paceTemplateCases + paceStepCases + paceTokenCases + paceElementCases + paceOrderCases

    /// PACE by the rules, and what must hold of it.
    private static let paceRunCases: [TestCase] = [
        TestCase(
            "ISO7816_P_1", .pace, "PACE with the MRZ",
            "All steps must succeed, and EF.DG1 be readable under secure messaging.",
            "Doc 9303-11 §4.4", [.paceOffered, .mrz]
        ) { run in try await runByTheRules(run, .mrz) },
        TestCase(
            "ISO7816_P_2", .pace, "PACE with the CAN",
            "All steps must succeed, and EF.DG1 be readable under secure messaging.",
            "Doc 9303-11 §4.4", [.paceOffered, .can]
        ) { run in try await runByTheRules(run, .can) },
        TestCase(
            "CIS_PACE_1", .pace, "every PACEInfo that the chip offers",
            "Each protocol of EF.CardAccess that the station has must succeed.", "Doc 9303-11 §9.2.1", [.paceOffered]
        ) { run in
            for offer in run.chip.offers.prefix(8) {
                try await run.reset()
                _ = try await run.openByPACE(offer)
            }
        },
        TestCase(
            "ISO7816_P_74", .pace, "PACE without data object 84",
            "A chip with one set of domain parameters must take MSE:Set AT that does not name it.",
            "Doc 9303-11 §4.4.4.1", [.pace, .onePACEInfo]
        ) { run in
            let pace = try PACEConversation(run)
            let data = pace.template(
                identifier: pace.identifierObject, password: pace.passwordObject, parameter: nil)
            try await run.send("MSE:Set AT without 84", .setPACE(data), .status(.success))
        },
        TestCase(
            "ISO7816_P_78", .pace, "no chip authentication data without that mapping",
            "Data object 8A must not come with the generic or the integrated mapping, and must come with Chip Authentication "
                + "Mapping.",
            "Doc 9303-11 §4.4.4.2", [.pace]
        ) { run in
            var pace = try PACEConversation(run)
            try await pace.go(3)
            let objects = try await pace.authenticate().objects
            let isExpected = pace.suite.mapping == .chipAuthentication
            try await run.check(
                "data object 8A", expected: isExpected ? "there" : "absent",
                seen: "\(objects.map(\.tag.description))", objects.contains { $0.tag == 0x8A } == isExpected)
        },
        TestCase(
            "CIS_PACE_2", .pace, "fresh random numbers",
            "The encrypted nonce, the mapping data and the ephemeral key must change from run to run.",
            "Doc 9303-11 §4.4.3", [.pace]
        ) { run in
            var (nonces, mappings, keys): (Set<[UInt8]>, Set<[UInt8]>, Set<[UInt8]>) = ([], [], [])
            let runs = 3
            for _ in 0..<runs {
                try await run.reset()
                var pace = try PACEConversation(run)
                try await pace.go(3)
                nonces.insert(pace.encryptedNonce)
                mappings.insert(pace.mappingData)
                keys.insert(pace.chipKey?.bytes ?? [])
                if pace.suite.mapping == .integrated { mappings.insert([UInt8(mappings.count)]) }
                _ = try await pace.authenticate()
            }
            for (name, seen) in [("nonces", nonces.count), ("mapping data", mappings.count), ("keys", keys.count)] {
                try await run.check(
                    "\(name) of \(runs) runs", expected: "all different", seen: "\(seen) different", seen >= runs)
            }
        },
        TestCase(
            "ISO7816_P_3", .pace, "a plain READ BINARY after PACE",
            "EF.DG2 must not be readable in plain.", "Doc 9303-11 §9.8", [.pace]
        ) { run in
            _ = try await run.open(.pace)
            try await run.send("READ BINARY EF.DG2 in plain", .readBinary(.dg2), .refusal)
        },
        TestCase(
            "ISO7816_P_80", .pace, "a plain SELECT after PACE ends the session",
            "After a plain SELECT a protected command must be refused.", "Doc 9303-11 §9.8.3", [.pace]
        ) { run in
            let opened = try await run.open(.pace)
            try await run.send("SELECT EF.DG1 in plain", .select(.dg1), .answer)
            try await run.expectDeath(of: opened.session)
        },
        TestCase(
            "CIS_PACE_3", .pace, "PACE with a wrong password",
            "The last step must be refused in 6300 or 63Cx, nothing be open, and the right password open the chip again.",
            "Doc 9303-11 §4.4.4.2", [.pace, .wrongPasswords]
        ) { run in
            guard let right = run.bench.passwords.first, let wrong = try right.wrong() else {
                throw CaseEnd.notApplicable("no other password of that kind")
            }
            try await run.spendATry(with: wrong) { pace in
                try await pace.go(3)
                return BERTLV(0x7C, [BERTLV(0x85, try pace.token())])
            }
        },
    ]

    private static func runByTheRules(_ run: CaseRun, _ kind: Password.Kind) async throws {
        guard let password = run.bench.password(kind) else { throw CaseEnd.skipped("no such password") }
        var pace = try PACEConversation(run, nil, password)
        try await pace.go(3)
        let session = try await pace.authenticate().session
        try await run.send("SELECT the eMRTD application", .selectApplication, over: session, .success)
        try await run.readFirst(.dg1, over: session, .begins([0x61]))
    }
}
