import LDS
import SmartCard

extension TestSuite {
    /// Units A, B, H, Q, S, T and U, and plain commands of ours.
    static let plainCases: [TestCase] =
        selectionCases + closedFileCases + rootFileCases + plainCommandCases

    private static let selectionCases: [TestCase] = [
        TestCase(
            "ISO7816_A_1", .plain, "the eMRTD application by its identifier, in plain",
            "SELECT by A0000002471001 must succeed without access: BAC begins with it.",
            "Doc 9303-10 §3.4, Doc 9303-11 §4.3", [.bac]
        ) { run in try await run.send("SELECT A0000002471001", .selectApplication, .status(.success)) },
        TestCase(
            "ISO7816_A_3", .plain, "the eMRTD application by its identifier, after PACE",
            "SELECT by A0000002471001 under secure messaging must succeed.",
            "Doc 9303-11 §4.4.1", [.pace]
        ) { run in
            let opened = try await run.openByPACE()
            try await run.send(
                "SELECT A0000002471001", .selectApplication, over: opened.session, .status(.success))
        },
        TestCase(
            "CIS_PLAIN_1", .plain, "an application that no card has",
            "SELECT by F0434953544553 must answer 6A82.", "ISO/IEC 7816-4 §11.2.2"
        ) { run in
            var command = CommandAPDU.selectApplication
            command.data = [0xF0, 0x43, 0x49, 0x53, 0x54, 0x45, 0x53]
            try await run.send("SELECT F0434953544553", command, .status(.fileNotFound))
        },
        TestCase(
            "CIS_PLAIN_2", .plain, "the master file",
            "SELECT of 3F00 is answered; which word comes is noted, for cards without a master file say 6D00 or 6A87.",
            "Doc 9303-10 §3.2"
        ) { run in
            let answer = try await run.send("SELECT 3F00", .select(masterFile: ()), .answer)
            await run.find("select-master-file", "\(answer.status)", isQuirk: answer.status == .instructionNotSupported)
        },
        TestCase(
            "CIS_PLAIN_3", .plain, "a file that is not there",
            "SELECT of 0202 must answer 6A82.", "ISO/IEC 7816-4 §11.2.2"
        ) { run in try await run.send("SELECT 0202", .select(identifier: 0x0202), .status(.fileNotFound)) },
    ]

    /// A file of the application stays closed without access: selected, and by its short identifier.
    private static let closedFileCases: [TestCase] =
        ([(.com, 1), (.sod, 2)] + (1...16).map { (.dataGroup($0), $0 + 2) })
        .flatMap { (file: ElementaryFile, number: Int) -> [TestCase] in
            let requirements = file.dataGroupNumber.map { [Requirement.listedGroup($0)] } ?? []
            return [
                TestCase(
                    "ISO7816_B_\(number)", .plain, "\(file) without access, selected",
                    "SELECT may succeed or answer 6982; READ BINARY behind it must give nothing.",
                    "Doc 9303-11 §4.2", requirements
                ) { run in
                    try await selectApplicationWithoutAccess(run)
                    try await run.send(
                        "SELECT \(file)", .select(file), .status(.success, .securityStatusNotSatisfied))
                    try await run.send("READ BINARY", .readBinary(0, count: 1), .refusal)
                },
                TestCase(
                    "ISO7816_B_\(number + 18)", .plain, "\(file) without access, by short identifier",
                    "READ BINARY with the short identifier must answer 6982 and give nothing.",
                    "Doc 9303-11 §4.2", requirements
                ) { run in
                    try await selectApplicationWithoutAccess(run)
                    try await run.send("READ BINARY \(file)", .readBinary(file), .closed)
                },
            ]
        } + [
            TestCase(
                "ISO7816_H_7", .plain, "EF.CVCA without access, selected",
                "SELECT may succeed or answer 6982; READ BINARY behind it must give nothing.",
                "TR-03110-3 §A.3", [.terminalAuthentication]
            ) { run in
                try await selectApplicationWithoutAccess(run)
                try await run.send("SELECT EF.CVCA", .select(.cvca), .status(.success, .securityStatusNotSatisfied))
                try await run.send("READ BINARY", .readBinary(0, count: 1), .refusal)
            },
            TestCase(
                "ISO7816_H_8", .plain, "EF.CVCA without access, by short identifier",
                "READ BINARY with the short identifier must answer 6982 and give nothing.",
                "TR-03110-3 §A.3", [.terminalAuthentication]
            ) { run in
                try await selectApplicationWithoutAccess(run)
                try await run.send("READ BINARY EF.CVCA", .readBinary(.cvca), .closed)
            },
        ]

    /// A chip with PACE alone may keep its application closed as well.
    private static func selectApplicationWithoutAccess(_ run: CaseRun) async throws {
        let expected: Expectation = run.chip.hasBAC ? .success : .status(.success, .securityStatusNotSatisfied)
        let answer = try await run.send("SELECT the eMRTD application", .selectApplication, expected)
        if answer.status != .success { throw CaseEnd.notApplicable("the whole application is closed") }
    }
}
