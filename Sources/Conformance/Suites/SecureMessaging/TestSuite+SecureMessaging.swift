import CardCrypto
import EMRTD
import LDS
import SmartCard

extension TestSuite {
    /// Unit C's second half under BAC, and the same under PACE.
    static let secureMessagingCases: [TestCase] = AccessProtocol.allCases.flatMap { access in
        rightMessages(access) + wrongMessages(access) + wrongContents(access) + sessionEnds(access)
    }

    /// The test plan names these cases for BAC; under PACE the numbers are ours.
    private static func name(_ number: Int, _ access: AccessProtocol) -> String {
        access == .bac ? "ISO7816_C_\(number)" : "CIS_SM_P_\(number)"
    }

    private static func own(_ number: Int, _ access: AccessProtocol) -> String {
        "CIS_SM_\(access == .bac ? "B" : "P")_\(100 + number)"
    }

    private static func requirement(_ access: AccessProtocol) -> Requirement { access == .bac ? .bac : .pace }

    private static func rightMessages(_ access: AccessProtocol) -> [TestCase] {
        let needs = [requirement(access)]
        return [
            TestCase(
                name(8, access), .secureMessaging, "READ BINARY by short identifier, protected (\(access.rawValue))",
                "The answer must be protected and hold the first bytes of EF.COM.", "Doc 9303-11 §9.8.4", needs
            ) { run in
                let opened = try await run.open(access)
                try await run.send(
                    "READ BINARY EF.COM", .readBinary(.com, count: 6), over: opened.session, .begins([0x60]))
            },
            TestCase(
                name(9, access), .secureMessaging,
                "READ BINARY with the odd instruction by short identifier, protected (\(access.rawValue))",
                "Command in DO'85', answer protected, the bytes in data object 53.", "Doc 9303-11 §9.8.4", needs
            ) { run in
                let opened = try await run.open(access)
                try await run.send(
                    "READ BINARY (B1) EF.COM", .readBinaryOdd(.com, count: 6), over: opened.session,
                    .begins([0x53]))
            },
            TestCase(
                name(10, access), .secureMessaging, "SELECT and READ BINARY, protected (\(access.rawValue))",
                "Both answers must be protected.", "Doc 9303-11 §9.8.4", needs
            ) { run in
                let opened = try await run.open(access)
                try await run.send("SELECT EF.COM", .select(.com), over: opened.session, .status(.success))
                try await run.send("READ BINARY", .readBinary(0, count: 6), over: opened.session, .begins([0x60]))
            },
            TestCase(
                name(11, access), .secureMessaging,
                "SELECT and READ BINARY with the odd instruction, protected (\(access.rawValue))",
                "Both answers must be protected.", "Doc 9303-11 §9.8.4", needs
            ) { run in
                let opened = try await run.open(access)
                try await run.send("SELECT EF.COM", .select(.com), over: opened.session, .status(.success))
                try await run.send(
                    "READ BINARY (B1)", .readBinaryOdd(count: 6), over: opened.session, .begins([0x53]))
            },
            TestCase(
                own(1, access), .secureMessaging, "an error inside a session (\(access.rawValue))",
                "SELECT of a file that is not there must be answered 6A82 under protection, and the session go on.",
                "Doc 9303-11 §9.8.6", needs
            ) { run in
                let opened = try await run.open(access)
                try await run.send(
                    "SELECT 0202", .select(identifier: 0x0202), over: opened.session, .status(.fileNotFound))
                try await run.readFirst(.com, over: opened.session, .begins([0x60]))
            },
            TestCase(
                own(2, access), .secureMessaging, "a refused READ BINARY inside a session (\(access.rawValue))",
                "An offset behind the end must be answered with a protected error, and the session go on.",
                "Doc 9303-11 §9.8.6", needs
            ) { run in
                let opened = try await run.open(access)
                try await run.send("SELECT EF.COM", .select(.com), over: opened.session, .success)
                try await run.send(
                    "READ BINARY at 7F00", .readBinary(0x7F00, count: 1), over: opened.session, .refusal)
                try await run.send("READ BINARY", .readBinary(0, count: 1), over: opened.session, .begins([0x60]))
            },
        ]
    }

    /// Commands whose protection is broken: each must be refused and end the session.
    private static func wrongMessages(_ access: AccessProtocol) -> [TestCase] {
        let select = CommandAPDU.select(.com)
        let read = CommandAPDU.readBinary(.com, count: 6)
        return [
            broken(name(12, access), access, "SELECT without its MAC") { session in
                try await session.protect(select).withoutLastObject()
            },
            broken(name(13, access), access, "SELECT with a corrupted MAC") { session in
                try await session.protect(select).changingLastByte()
            },
            broken(name(14, access), access, "SELECT with a wrong send sequence counter") { session in
                await session.count(2)
                return try await session.protect(select)
            },
            broken(name(17, access), access, "READ BINARY without its MAC") { session in
                try await session.protect(read).withoutLastObject()
            },
            broken(name(18, access), access, "READ BINARY with a corrupted MAC") { session in
                try await session.protect(read).changingLastByte()
            },
            broken(own(3, access), access, "READ BINARY with a MAC of four bytes") { session in
                var command = try await session.protect(read)
                let objects = try BERTLV.sequence(parsing: command.data)
                command.data =
                    objects.dropLast().flatMap { $0.serialized() }
                    + BERTLV(0x8E, Array((objects.last?.value ?? []).prefix(4))).serialized()
                return command
            },
            broken(own(4, access), access, "READ BINARY with another header than the MAC covers") { session in
                var command = try await session.protect(read)
                command.p2 ^= 0x01
                return command
            },
            broken(own(5, access), access, "READ BINARY with another Le than the MAC covers") { session in
                var command = try await session.protect(read)
                if let index = command.data.firstIndex(of: 0x97), index + 2 < command.data.count {
                    command.data[index + 2] ^= 0x01
                }
                return command
            },
            broken(own(6, access), access, "SELECT with a changed cryptogram") { session in
                var command = try await session.protect(select)
                command.data[4] ^= 0x01
                return command
            },
            broken(own(7, access), access, "no data objects at all") { session in
                var command = try await session.protect(read)
                command.data = []
                return command
            },
            broken(own(8, access), access, "a MAC of zeros") { session in
                var command = try await session.protect(read)
                command.data.replaceSubrange(
                    (command.data.count - 8)..., with: [UInt8](repeating: 0, count: 8))
                return command
            },
        ]
    }

    /// Commands with a right MAC over contents that are none.
    private static func wrongContents(_ access: AccessProtocol) -> [TestCase] {
        let select = CommandAPDU.select(.com)
        return [
            broken(own(9, access), access, "a cryptogram that is no whole number of blocks, its MAC right") { session in
                try await session.protect(select) { _ in [BERTLV(0x87, [0x01] + [UInt8](repeating: 0x55, count: 5))] }
            },
            broken(own(10, access), access, "a cryptogram whose padding is wrong, its MAC right") { session in
                try await session.protect(select) { session in
                    // The first of two blocks: the padding is in the second.
                    let block = session.cipher.blockSize
                    let cryptogram = try session.encrypt([UInt8](repeating: 0x11, count: block))
                    return [BERTLV(0x87, [0x01] + cryptogram.prefix(block))]
                }
            },
            broken(own(11, access), access, "a padding indicator that nobody knows, its MAC right") { session in
                try await session.protect(select) { session in
                    [BERTLV(0x87, [0x7F] + (try session.encrypt(select.data)))]
                }
            },
            broken(own(12, access), access, "an empty cryptogram, its MAC right") { session in
                try await session.protect(select) { _ in [BERTLV(0x87, [UInt8]())] }
            },
        ]
    }

    private static func broken(
        _ id: String, _ access: AccessProtocol, _ what: String,
        _ make: @escaping @Sendable (TestSession) async throws -> CommandAPDU
    ) -> TestCase {
        TestCase(
            id, .secureMessaging, "\(what) (\(access.rawValue))",
            "The command must be refused without data, and the session be over: no protected command works any more.",
            "Doc 9303-11 §9.8.6", [requirement(access)]
        ) { run in try await run.expectRefusalAndDeath(what, over: access, make) }
    }

    private static func sessionEnds(_ access: AccessProtocol) -> [TestCase] {
        let needs = [requirement(access)]
        return [
            TestCase(
                name(16, access), .secureMessaging, "a plain SELECT inside a session (\(access.rawValue))",
                "It is answered in plain or refused, and the session is over: no protected command works any more.",
                "Doc 9303-11 §9.8.3", needs
            ) { run in
                for ahead in [0, 1] {
                    let opened = try await run.open(access)
                    try await run.send("SELECT EF.COM in plain", .select(.com), Expectation(.any, .empty))
                    try await run.expectDeath(of: opened.session, ahead: ahead)
                }
            },
            TestCase(
                own(13, access), .secureMessaging, "a plain READ BINARY inside a session (\(access.rawValue))",
                "It must be refused, and the session be over.", "Doc 9303-11 §9.8.3", needs
            ) { run in
                let opened = try await run.open(access)
                try await run.send("READ BINARY EF.DG2 in plain", .readBinary(.dg2), .refusal)
                try await run.expectDeath(of: opened.session)
            },
            TestCase(
                own(14, access), .secureMessaging, "a command that was recorded and comes again (\(access.rawValue))",
                "A replayed command must be refused, and the session be over.", "Doc 9303-11 §9.8.2", needs
            ) { run in
                let opened = try await run.open(access)
                let command = try await opened.session.protect(.select(.com))
                let answer = try await run.send("SELECT EF.COM", command, .success)
                let opens = try? await opened.session.open(answer)
                try await run.check(
                    "the answer", expected: "under protection", seen: opens == nil ? "not authentic" : "authentic",
                    opens != nil)
                try await run.send("the very same command again", command, .refusal)
                try await run.expectDeath(of: opened.session)
            },
            TestCase(
                own(15, access), .secureMessaging, "a session after a reset (\(access.rawValue))",
                "After a reset the old keys must not work, and the chip be closed.", "Doc 9303-11 §4.2", needs
            ) { run in
                let opened = try await run.open(access)
                try await run.send("SELECT EF.COM", .select(.com), over: opened.session, .success)
                try await run.reset()
                try await run.expectDeath(of: opened.session)
                try await run.expectClosed()
            },
            TestCase(
                own(16, access), .secureMessaging, "a new session ends the old one (\(access.rawValue))",
                "Commands under the keys of the first session must be refused in the second.", "Doc 9303-11 §9.8.3",
                needs
            ) { run in
                let first = try await run.open(access)
                let old = TestSession(first.session.base, await first.session.session)
                _ = try await run.open(access)
                try await run.expectDeath(of: old)
            },
        ]
    }
}

extension CommandAPDU {
    /// The command without its last data object, which is the MAC.
    fileprivate func withoutLastObject() throws -> CommandAPDU {
        var command = self
        command.data = try BERTLV.sequence(parsing: data).dropLast().flatMap { $0.serialized() }
        return command
    }

    fileprivate func changingLastByte() -> CommandAPDU {
        var command = self
        command.data = data.dropLast() + [(data.last ?? 0) ^ 0x01]
        return command
    }
}
