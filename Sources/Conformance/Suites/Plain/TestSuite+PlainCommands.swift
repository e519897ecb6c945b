import LDS
import SmartCard

extension TestSuite {
    /// Plain commands with wrong parameters, and what must not be done without access.
    static let plainCommandCases: [TestCase] = [
        TestCase(
            "CIS_PLAIN_4", .plain, "READ BINARY without a file",
            "With no file selected READ BINARY must be refused.", "ISO/IEC 7816-4 §11.3.3"
        ) { run in try await run.send("READ BINARY", .readBinary(0, count: 1), .refusal) },
        TestCase(
            "CIS_PLAIN_5", .plain, "READ BINARY behind the end of EF.CardAccess",
            "An offset behind the end must be refused, and give nothing.", "ISO/IEC 7816-4 §11.3.3",
            [.file(.cardAccess)]
        ) { run in
            try await run.send("SELECT EF.CardAccess", .select(.cardAccess), .success)
            try await run.send("READ BINARY at 7F00", .readBinary(0x7F00, count: 1), .refusal)
        },
        TestCase(
            "CIS_PLAIN_6", .plain, "READ BINARY over the end of EF.CardAccess",
            "More than is there may be answered with what is there (9000 or 6282), or corrected in 6Cxx. Never more bytes "
                + "than the file has.",
            "ISO/IEC 7816-4 §11.3.3", [.file(.cardAccess)]
        ) { run in
            let count = run.chip.cardAccessBytes.count
            guard count < 240 else { throw CaseEnd.notApplicable("EF.CardAccess is longer than one answer") }
            try await run.send("SELECT EF.CardAccess", .select(.cardAccess), .success)
            let answer = try await run.send("READ BINARY, Le 256", .readBinary(0, count: 256), .answer)
            try await run.check(
                "what came", expected: "the \(count) bytes of the file",
                seen: "\(answer.data.count) bytes, \(answer.status)",
                answer.data == run.chip.cardAccessBytes)
        },
        TestCase(
            "CIS_PLAIN_7", .plain, "an instruction that no standard has",
            "INS 0A must be refused, 6D00 by the standard.", "ISO/IEC 7816-4 §5.4.2"
        ) { run in try await run.send("00 0A 00 00", CommandAPDU(0x00, 0x0A, 0x00, 0x00), .refusal) },
        TestCase(
            "CIS_PLAIN_8", .plain, "a class that no standard has",
            "CLA 80 and CLA FF must be refused, 6E00 by the standard: SELECT of the application must not work with them.",
            "ISO/IEC 7816-4 §5.4.1"
        ) { run in
            for byte: UInt8 in [0x80, 0xFF] {
                var command = CommandAPDU.selectApplication
                command.instructionClass = byte
                try await run.send("SELECT with another class", command, .refusal)
            }
        },
        TestCase(
            "CIS_PLAIN_9", .plain, "a protected command without a session",
            "CLA 0C without keys must be refused.", "Doc 9303-11 §9.8"
        ) { run in
            try await run.send("SELECT the eMRTD application", .selectApplication, .answer)
            let objects = BERTLV(0x97, [0x01]).serialized() + BERTLV(0x8E, [UInt8](repeating: 0, count: 8)).serialized()
            try await run.send(
                "READ BINARY, protected", CommandAPDU(0x0C, 0xB0, 0x9E, 0x00, data: objects, expectedLength: 256),
                .refusal)
        },
        TestCase(
            "CIS_PLAIN_10", .plain, "INTERNAL AUTHENTICATE without access",
            "The chip must not sign for somebody who did not open it.", "Doc 9303-11 §6.1", [.access]
        ) { run in
            try await run.send("SELECT the eMRTD application", .selectApplication, .answer)
            try await run.send("INTERNAL AUTHENTICATE", .internalAuthenticate([UInt8](0..<8)), .refusal)
        },
        TestCase(
            "CIS_PLAIN_11", .plain, "UPDATE BINARY of EF.CardAccess",
            "Writing must be refused, and the file be as it was. The byte that is there is written, so that nothing is "
                + "lost on a card that takes it.",
            "Doc 9303-10 §3.6.4", [.file(.cardAccess)]
        ) { run in
            try await run.send("SELECT EF.CardAccess", .select(.cardAccess), .success)
            let first = run.chip.cardAccessBytes.first ?? 0x31
            try await run.send("UPDATE BINARY", CommandAPDU(0x00, 0xD6, 0x00, 0x00, data: [first]), .refusal)
        },
        TestCase(
            "CIS_PLAIN_12", .plain, "GET RESPONSE without anything to fetch",
            "The command must give no data.", "ISO/IEC 7816-4 §11.7.1"
        ) { run in
            try await run.send(
                "GET RESPONSE", CommandAPDU(0x00, 0xC0, 0x00, 0x00, expectedLength: 256), over: run.link,
                Expectation(.any, .empty))
        },
        TestCase(
            "CIS_PLAIN_13", .plain, "READ BINARY without Le",
            "The command must be refused, or give nothing.", "ISO/IEC 7816-4 §11.3.3", [.file(.cardAccess)]
        ) { run in
            try await run.send("SELECT EF.CardAccess", .select(.cardAccess), .success)
            var command = CommandAPDU.readBinary(0, count: 1)
            command.expectedLength = nil
            try await run.send("READ BINARY, case 1", command, Expectation(.any, .empty))
        },
    ]
}
