import EMRTD
import LDS
import SmartCard

extension TestSuite {
    /// Commands that no standard knows, and data made to break parsers. After each of them the card must answer.
    static let robustnessCases: [TestCase] = [
        TestCase(
            "CIS_ROBUST_1", .robustness, "every instruction, in plain",
            "Each INS but those that could change a card (VERIFY, CHANGE, RESET RETRY COUNTER, TERMINATE …) is sent without "
                + "data. None may be carried out without access, none give data, none silence the card.",
            "ISO/IEC 7816-4 §5.4.2", within: .seconds(300)
        ) { run in
            for instruction in UInt8.min...UInt8.max where !changing.contains(instruction) {
                guard instruction & 0xF0 != 0x60, instruction & 0xF0 != 0x90 else { continue }
                let harmless: Set<UInt8> = [0xA4, 0x84, 0x22, 0x70]
                let expected: Expectation = harmless.contains(instruction) ? .answer : Expectation(.any, .empty)
                let answer = try await run.send(
                    "INS \(Hex.string([instruction]))", CommandAPDU(0x00, instruction, 0x00, 0x00), expected)
                if !harmless.contains(instruction), instruction != 0xC0 {
                    try await run.check(
                        "its status word", expected: "an error", seen: "\(answer.status)",
                        answer.status != .success)
                }
            }
            try await alive(run)
        },
        TestCase(
            "CIS_ROBUST_2", .robustness, "every class, in plain",
            "READ BINARY of EF.DG2 with each CLA must give nothing without access; those of the first interindustry range "
                + "with chaining or secure messaging are left out, for they mean something else.",
            "ISO/IEC 7816-4 §5.4.1", within: .seconds(300)
        ) { run in
            try await run.send("SELECT the eMRTD application", .selectApplication, .answer)
            for instructionClass in UInt8.min...UInt8.max where instructionClass >= 0x20 || instructionClass < 0x04 {
                var command = CommandAPDU.readBinary(.dg2)
                command.instructionClass = instructionClass
                try await run.send("CLA \(Hex.string([instructionClass]))", command, .refusal)
            }
            try await alive(run)
        },
        hostile(
            "CIS_ROBUST_3", "MSE:Set AT",
            { data in .setPACE(data) }),
        hostile(
            "CIS_ROBUST_4", "GENERAL AUTHENTICATE",
            { data in .generalAuthenticate(data) }),
        TestCase(
            "CIS_ROBUST_5", .robustness, "hostile data objects inside secure messaging",
            "Protected commands whose data are broken data objects must be refused, and the card answer.",
            "Doc 9303-11 §9.8", [.access]
        ) { run in
            for data in hostileData {
                let opened = try await run.open()
                let command = CommandAPDU(0x0C, 0xB0, 0x9E, 0x00, data: data, expectedLength: 256)
                try await run.send(
                    "READ BINARY with \(data.count) bytes of broken objects", command, .refusal)
                try await run.expectDeath(of: opened.session, ahead: 1)
            }
            try await run.reset()
            try await alive(run)
        },
        TestCase(
            "CIS_ROBUST_6", .robustness, "a chain of commands without an end",
            "Chained parts beyond every buffer must be refused or end, and the card answer after a reset.",
            "ISO/IEC 7816-4 §5.3.3"
        ) { run in
            var answer = ResponseAPDU(status: .success)
            for _ in 0..<300 where answer.status == .success {
                answer = try await run.send(
                    "a part of 250 bytes",
                    CommandAPDU(0x10, 0x86, 0x00, 0x00, data: [UInt8](repeating: 0x7C, count: 250)), over: run.link,
                    Expectation(.any, .empty))
            }
            try await run.check(
                "the chain", expected: "an end before 75,000 bytes", seen: "\(answer.status)", answer.status != .success
            )
            try await run.reset()
            try await alive(run)
        },
        TestCase(
            "CIS_ROBUST_7", .robustness, "a chain that another command breaks off",
            "A chain must not go on behind another command: its data are gone.", "ISO/IEC 7816-4 §5.3.3"
        ) { run in
            try await run.send(
                "a part", CommandAPDU(0x10, 0x86, 0x00, 0x00, data: [0x7C, 0x20, 0x81]), over: run.link, .answer)
            try await run.send("SELECT the eMRTD application", .selectApplication, .answer)
            try await alive(run)
        },
        TestCase(
            "CIS_ROBUST_8", .robustness, "twenty sessions",
            "Opening the chip again and again must work each time.", "Doc 9303-11 §4.2", [.access]
        ) { run in
            for _ in 0..<20 {
                let opened = try await run.open()
                try await run.readFirst(.com, over: opened.session, .begins([0x60]))
            }
        },
    ]

    /// Instructions that could change or lock a card that does not refuse them.
    private static let changing: Set<UInt8> = [
        0x04, 0x0C, 0x0E, 0x0F, 0x20, 0x21, 0x24, 0x25, 0x26, 0x28, 0x2C, 0x2D, 0x44, 0x46, 0x47, 0x82, 0xD0, 0xD1,
        0xD2,
        0xD6, 0xD7, 0xDA, 0xDB, 0xDC, 0xDD, 0xE0, 0xE2, 0xE4, 0xE6, 0xE8, 0xF0, 0xF2, 0xFE,
    ]

    private static let hostileData: [[UInt8]] = [
        [0x7C], [0x7C, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x7C, 0x80], [0x7C, 0x81],
        [0x7C, 0x85, 0x01, 0x02, 0x03, 0x04, 0x05],
        [0x1F, 0xFF, 0xFF, 0xFF, 0xFF, 0x01, 0x00], [0x00, 0x00, 0x00, 0x00],
        [UInt8](repeating: 0x7C, count: 200), [UInt8](repeating: 0xFF, count: 200),
        Array((0..<60).flatMap { _ in [UInt8(0x7C), 0x80] }), [0x87, 0x02, 0x01, 0x00, 0x8E, 0x01, 0x00],
        [0x80, 0x00, 0x83, 0x00, 0x84, 0x00], [0x81, 0x7F] + [UInt8](repeating: 0x00, count: 20),
    ]

    private static func hostile(
        _ id: String, _ what: String, _ command: @escaping @Sendable ([UInt8]) -> CommandAPDU
    ) -> TestCase {
        TestCase(
            id, .robustness, "\(what) with hostile data objects",
            "Lengths beyond the data, indefinite lengths, deep nesting and tags without end must be refused without data, "
                + "and the card answer.",
            "ISO/IEC 7816-4 §5.2.2"
        ) { run in
            for data in hostileData {
                try await run.reset()
                try await run.send("\(what), \(data.count) bytes", command(data), Expectation(.any, .empty))
            }
            try await run.reset()
            try await alive(run)
        }
    }

    /// The card still works.
    private static func alive(_ run: CaseRun) async throws {
        try await run.reset()
        let expected: Expectation = run.chip.hasBAC ? .success : .status(.success, .securityStatusNotSatisfied)
        try await run.send("SELECT the eMRTD application", .selectApplication, expected)
    }
}
