import EMRTD
import LDS
import SmartCard

extension TestSuite {
    /// Unit R.
    static let activeAuthenticationCases: [TestCase] = [
        positive("ISO7816_R_2", .bac, [.bac, .activeAuthentication]),
        positive("ISO7816_R_7", .pace, [.pace, .activeAuthentication]),
        TestCase(
            "ISO7816_R_3", .activeAuthentication, "a challenge of less than 8 bytes", "It must be refused.",
            "Doc 9303-11 §6.1.2", [.access, .activeAuthentication]
        ) { run in
            let opened = try await run.open()
            try await run.send(
                "INTERNAL AUTHENTICATE, 4 bytes", .internalAuthenticate([0x11, 0x22, 0x33, 0x44]),
                over: opened.session, .refusal)
        },
        TestCase(
            "ISO7816_R_4", .activeAuthentication, "a challenge of more than 8 bytes", "It must be refused.",
            "Doc 9303-11 §6.1.2", [.access, .activeAuthentication]
        ) { run in
            let opened = try await run.open()
            try await run.send(
                "INTERNAL AUTHENTICATE, 9 bytes", .internalAuthenticate([UInt8](0x11...0x19)), over: opened.session,
                .refusal)
        },
        TestCase(
            "CIS_AA_1", .activeAuthentication, "fresh signatures",
            "Two signatures over one challenge must differ, for the chip adds a random number of its own.",
            "Doc 9303-11 §6.1.2", [.access, .activeAuthentication]
        ) { run in
            let opened = try await run.open()
            var signatures: Set<[UInt8]> = []
            for _ in 0..<2 {
                let answer = try await run.send(
                    "INTERNAL AUTHENTICATE", .internalAuthenticate([UInt8](0x01...0x08)), over: opened.session, .data)
                signatures.insert(answer.data)
            }
            try await run.check(
                "signatures", expected: "2 different", seen: "\(signatures.count) different", signatures.count == 2)
        },
        TestCase(
            "CIS_AA_2", .activeAuthentication, "INTERNAL AUTHENTICATE in plain inside a session",
            "The chip must not sign without secure messaging.", "Doc 9303-11 §6.1",
            [.access, .activeAuthentication]
        ) { run in
            _ = try await run.open()
            try await run.send("INTERNAL AUTHENTICATE in plain", .internalAuthenticate([UInt8](0..<8)), .refusal)
        },
        TestCase(
            "CIS_AA_3", .activeAuthentication, "INTERNAL AUTHENTICATE without a key",
            "A chip without EF.DG15 must refuse, and its session go on.", "Doc 9303-11 §6.1", [.access, .document]
        ) { run in
            guard run.chip.file(.dg15) == nil else { throw CaseEnd.notApplicable("the chip has EF.DG15") }
            let opened = try await run.open()
            try await run.send(
                "INTERNAL AUTHENTICATE", .internalAuthenticate([UInt8](0..<8)), over: opened.session, .refusal)
            try await run.readFirst(.com, over: opened.session, .begins([0x60]))
        },
    ]

    private static func positive(_ id: String, _ access: AccessProtocol, _ needs: [Requirement]) -> TestCase {
        TestCase(
            id, .activeAuthentication, "Active Authentication by the rules (\(access.rawValue))",
            "The signatures over two challenges must be right under the key of EF.DG15 (unit R, cases 5 and 6).",
            "Doc 9303-11 §6.1", needs
        ) { run in
            guard let bytes = run.chip.file(.dg15) else { throw CaseEnd.notApplicable("no EF.DG15") }
            let info = run.chip.securityInfos?.activeAuthentication
            let key = try await run.attempt("the key of EF.DG15") {
                try ActiveAuthentication(
                    publicKeyInfo: ActiveAuthenticationKey(parsing: bytes).subjectPublicKeyInfo, info: info)
            }
            let opened = try await run.open(access)
            for _ in 0..<2 {
                let challenge = try Randomness.system.bytes(8)
                let proof = try await run.attempt("INTERNAL AUTHENTICATE") {
                    try await key.perform(over: opened.session, challenge: challenge)
                }
                try await run.check(
                    "the signature", expected: "right", seen: proof.isValid ? "right" : "wrong", proof.isValid)
            }
        }
    }
}
