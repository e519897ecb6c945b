import LDS
import SmartCard

extension TestSuite {
    /// Units D, E and H, and reading at the edges of files.
    static let filesCases: [TestCase] = openFileCases + lockedFileCases + readingCases

    /// Each file selected (unit D), and by its short identifier (unit E).
    private static let openFileCases: [TestCase] =
        ([(.com, "ISO7816_D_1", "CIS_FILES_101"), (.sod, "ISO7816_D_6", "CIS_FILES_102")]
        + (1...16).map { (.dataGroup($0), "ISO7816_D_\($0 + 6)", "ISO7816_E_\($0 + 6)") })
        .flatMap { (file: ElementaryFile, selected: String, short: String) -> [TestCase] in
            let number = file.dataGroupNumber
            let needs = [Requirement.access] + (number.map { [.openGroup($0)] } ?? [])
            let first = file.tag.map { Expectation.begins([UInt8(truncatingIfNeeded: $0.rawValue)]) } ?? .data
            return [
                TestCase(
                    selected, .files, "\(file), selected and read",
                    "SELECT must succeed, and READ BINARY give the file's tag.", "Doc 9303-10 §3.6.4", needs
                ) { run in
                    let opened = try await run.open()
                    try await run.send("SELECT \(file)", .select(file), over: opened.session, .status(.success))
                    try await run.send("READ BINARY", .readBinary(0, count: 1), over: opened.session, first)
                },
                TestCase(
                    short, .files, "\(file), by short identifier",
                    "READ BINARY with the short identifier must give the file's tag.", "Doc 9303-10 §3.6.4", needs
                ) { run in
                    let opened = try await run.open()
                    try await run.send("READ BINARY \(file)", .readBinary(file), over: opened.session, first)
                },
            ]
        }
        + [
            TestCase(
                "ISO7816_D_23", .files, "a file that is not there, in a session",
                "SELECT of 0202 must answer 6A82.", "ISO/IEC 7816-4 §11.2.2", [.access]
            ) { run in
                let opened = try await run.open()
                try await run.send(
                    "SELECT 0202", .select(identifier: 0x0202), over: opened.session, .status(.fileNotFound))
            }
        ]

    /// EF.DG3 and EF.DG4 without Terminal Authentication.
    private static let lockedFileCases: [TestCase] = [(3, 1), (4, 2)].flatMap { number, first -> [TestCase] in
        let file = ElementaryFile.dataGroup(number)
        let needs: [Requirement] = [.access, .lockedGroup(number)]
        return [
            TestCase(
                "ISO7816_H_\(first)", .files, "\(file) without Terminal Authentication, selected",
                "SELECT may succeed or answer 6982; READ BINARY behind it must give nothing.", "TR-03110-1 §3.2",
                needs
            ) { run in
                let opened = try await run.open()
                try await run.send(
                    "SELECT \(file)", .select(file), over: opened.session,
                    .status(.success, .securityStatusNotSatisfied))
                try await run.send("READ BINARY", .readBinary(0, count: 1), over: opened.session, .refusal)
            },
            TestCase(
                "ISO7816_H_\(first + 2)", .files, "\(file) without Terminal Authentication, by short identifier",
                "READ BINARY must answer 6982.", "TR-03110-1 §3.2", needs
            ) { run in
                let opened = try await run.open()
                try await run.send("READ BINARY \(file)", .readBinary(file), over: opened.session, .closed)
            },
            TestCase(
                "ISO7816_H_\(first + 4)", .files,
                "\(file) without Terminal Authentication, by short identifier with the odd instruction",
                "READ BINARY must be refused.", "TR-03110-1 §3.2", needs
            ) { run in
                let opened = try await run.open()
                try await run.send("READ BINARY (B1) \(file)", .readBinaryOdd(file), over: opened.session, .refusal)
            },
        ]
    }
}
