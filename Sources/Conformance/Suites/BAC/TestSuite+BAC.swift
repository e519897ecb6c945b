import CardCrypto
import EMRTD
import LDS
import SmartCard

extension TestSuite {
    /// Unit C, the part before secure messaging.
    static let bacCases: [TestCase] = [
        TestCase(
            "ISO7816_C_2", .bac, "BAC by the rules",
            "GET CHALLENGE and EXTERNAL AUTHENTICATE must open the chip, and EF.DG1 be readable.",
            "Doc 9303-11 §4.3", [.bac]
        ) { run in
            let opened = try await run.open(.bac)
            try await run.readFirst(.dg1, over: opened.session, .begins([0x61]))
        },
        TestCase(
            "ISO7816_C_3", .bac, "BAC with a wrong key",
            "EXTERNAL AUTHENTICATE under the key of another document must be refused, and nothing be open.",
            "Doc 9303-11 §4.3", [.bac, .wrongPasswords]
        ) { run in
            let challenge = try await beginBAC(run)
            let keys = try BACKeys(seed: SecretBytes([UInt8](repeating: 0x5A, count: 16)))
            try await refuse(run, try keys.seal(BACToken(challenge).bytes))
        },
        TestCase(
            "ISO7816_C_4", .bac, "EXTERNAL AUTHENTICATE without a challenge",
            "Without GET CHALLENGE, with the challenge 0000000000000000, it must be refused.",
            "Doc 9303-11 §4.3", [.bac, .wrongPasswords]
        ) { run in
            try await run.send("SELECT the eMRTD application", .selectApplication, .success)
            try await refuse(run, try keys(run).seal(BACToken([UInt8](repeating: 0, count: 8)).bytes))
        },
        TestCase(
            "CIS_BAC_1", .bac, "a challenge that is older than the last one",
            "After two GET CHALLENGE the first challenge must not be accepted.",
            "Doc 9303-11 §4.3", [.bac, .wrongPasswords]
        ) { run in
            let first = try await beginBAC(run)
            try await run.send("GET CHALLENGE", .getChallenge, .success)
            try await refuse(run, try keys(run).seal(BACToken(first).bytes))
        },
        TestCase(
            "ISO7816_C_6", .bac, "EXTERNAL AUTHENTICATE with a corrupted MAC",
            "It must be refused, and nothing be open.", "Doc 9303-11 §4.3.2", [.bac, .wrongPasswords]
        ) { run in
            var token = try keys(run).seal(BACToken(try await beginBAC(run)).bytes)
            token[token.count - 1] ^= 0x01
            try await refuse(run, token)
        },
        TestCase(
            "CIS_BAC_2", .bac, "EXTERNAL AUTHENTICATE with another challenge inside",
            "A token with a right MAC and a changed RND.IC must be refused.",
            "Doc 9303-11 §4.3.2", [.bac, .wrongPasswords]
        ) { run in
            var challenge = try await beginBAC(run)
            challenge[0] ^= 0x80
            try await refuse(run, try keys(run).seal(BACToken(challenge).bytes))
        },
        TestCase(
            "CIS_BAC_3", .bac, "EXTERNAL AUTHENTICATE of a wrong length",
            "39 and 48 bytes must be refused.", "Doc 9303-11 §4.3.4.2", [.bac, .wrongPasswords]
        ) { run in
            for count in [39, 48] {
                let token = try keys(run).seal(BACToken(try await beginBAC(run)).bytes)
                try await refuse(run, Array((token + token).prefix(count)))
            }
        },
        TestCase(
            "CIS_BAC_4", .bac, "the same token twice",
            "A token that opened the chip must not open it again without a new challenge.",
            "Doc 9303-11 §4.3", [.bac, .wrongPasswords]
        ) { run in
            let token = try keys(run).seal(BACToken(try await beginBAC(run)).bytes)
            try await run.send("EXTERNAL AUTHENTICATE", .externalAuthenticate(token, expectedLength: 40), .success)
            try await run.send("SELECT the eMRTD application", .selectApplication, .answer)
            try await refuse(run, token)
        },
        TestCase(
            "CIS_BAC_5", .bac, "fresh random numbers",
            "Challenges must have 8 bytes and never come twice, also after a reset; the chip's key material must change "
                + "from session to session.",
            "Doc 9303-11 §4.3", [.bac]
        ) { run in
            var challenges: Set<[UInt8]> = []
            var materials: Set<[UInt8]> = []
            for _ in 0..<4 {
                try await run.reset()
                let challenge = try await beginBAC(run)
                challenges.insert(challenge)
                let token = try keys(run).seal(BACToken(challenge).bytes)
                let answer = try await run.send(
                    "EXTERNAL AUTHENTICATE", .externalAuthenticate(token, expectedLength: 40),
                    Expectation(.oneOf([.success]), .count(40...40)))
                let opened = try keys(run).open(answer.data) ?? []
                materials.insert(Array(opened.dropFirst(16)))
            }
            try await run.check(
                "challenges of 4 sessions", expected: "4 different", seen: "\(challenges.count) different",
                challenges.count == 4)
            try await run.check(
                "K.IC of 4 sessions", expected: "4 different", seen: "\(materials.count) different",
                materials.count == 4)
        },
    ]

    private static func keys(_ run: CaseRun) throws -> BACKeys {
        guard let seed = try run.bench.password(.mrz)?.bacSeed() else { throw CaseEnd.notApplicable("no MRZ") }
        return try BACKeys(seed: seed)
    }

    /// SELECT and GET CHALLENGE.
    private static func beginBAC(_ run: CaseRun) async throws -> [UInt8] {
        try await run.send("SELECT the eMRTD application", .selectApplication, .success)
        return try await run.send("GET CHALLENGE", .getChallenge, Expectation(.oneOf([.success]), .count(8...8))).data
    }

    /// EXTERNAL AUTHENTICATE must be refused and leave the chip closed.
    private static func refuse(_ run: CaseRun, _ token: [UInt8]) async throws {
        try await run.send("EXTERNAL AUTHENTICATE", .externalAuthenticate(token, expectedLength: 40), .refusal)
        try await run.send("READ BINARY EF.DG2", .readBinary(.dg2), .refusal)
    }

    /// `RND.IFD ‖ RND.IC ‖ K.IFD`.
    private struct BACToken {
        let bytes: [UInt8]

        init(_ challenge: [UInt8]) {
            bytes = [UInt8](0x10..<0x18) + challenge + [UInt8](0x20..<0x30)
        }
    }
}
