import LDS
import SmartCard

extension TestSuite {
    /// Units Q, T, U and S: the files under the master file, in the four ways of READ BINARY.
    static let rootFileCases: [TestCase] =
        [("Q", .cardAccess, 0x31), ("T", .atrInfo, nil), ("U", .dir, 0x61)].flatMap {
            (unit: String, file: ElementaryFile, first: UInt8?) -> [TestCase] in
            let expected: Expectation = first.map { .begins([$0]) } ?? .data
            let odd: Expectation = .begins([0x53])
            return ways.enumerated().map { index, way in
                TestCase(
                    "ISO7816_\(unit)_\(index + 1)", .plain, "\(file), \(way.title)",
                    "The file is free to all and must be readable \(way.title).",
                    "Doc 9303-10 §3.11", [.file(file)]
                ) { run in
                    try await way.read(file, run, nil, way.isOdd ? odd : expected)
                }
            }
        } + cardSecurityCases

    private static let cardSecurityCases: [TestCase] = ways.enumerated().flatMap { index, way in
        [
            TestCase(
                "ISO7816_S_\(index + 1)", .plain, "EF.CardSecurity after PACE, \(way.title)",
                "The file must be readable under secure messaging \(way.title).",
                "Doc 9303-10 §3.11.4", [.pace, .file(.cardSecurity)]
            ) { run in
                let opened = try await run.openByPACE()
                try await way.read(
                    .cardSecurity, run, opened.session, .begins([way.isOdd ? 0x53 : 0x30]))
            },
            TestCase(
                "ISO7816_S_\(index + 5)", .plain, "EF.CardSecurity without PACE, \(way.title)",
                "The file must stay closed \(way.title).",
                "Doc 9303-10 §3.11.4", [.pace, .file(.cardSecurity)]
            ) { run in try await way.read(.cardSecurity, run, nil, .refusal) },
        ]
    }

    /// One of the four ways to read the beginning of a file.
    private struct Way: Sendable {
        let title: String
        let isSelected: Bool
        let isOdd: Bool

        func read(
            _ file: ElementaryFile, _ run: CaseRun, _ session: TestSession?, _ expected: Expectation
        ) async throws {
            let isRefusal = expected.status == .error
            if isSelected {
                try await run.send(
                    "SELECT \(file)", .select(file), over: session,
                    isRefusal ? .status(.success, .securityStatusNotSatisfied) : .success)
            }
            let command: CommandAPDU =
                switch (isOdd, isSelected) {
                case (false, true): .readBinary(0, count: 1)
                case (false, false): .readBinary(file)
                case (true, true): .readBinaryOdd()
                case (true, false): .readBinaryOdd(file)
                }
            try await run.send("READ BINARY (\(isOdd ? "B1" : "B0"))", command, over: session, expected)
        }
    }

    private static let ways = [
        Way(title: "selected and read", isSelected: true, isOdd: false),
        Way(title: "by short identifier", isSelected: false, isOdd: false),
        Way(title: "selected and read with the odd instruction", isSelected: true, isOdd: true),
        Way(title: "by short identifier with the odd instruction", isSelected: false, isOdd: true),
    ]
}
