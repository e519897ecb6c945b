import EMRTD
import LDS
import SmartCard

extension TestSuite {
    /// The reader: what it says, what it carries, and what a reset does.
    static let readerCases: [TestCase] = [
        TestCase(
            "READER_1", .reader, "the answer to reset and the protocol",
            "The ATR must be one of ISO/IEC 7816-3, for a contactless card as PC/SC part 3 composes it.",
            "PC/SC part 3 §3.1.3.2.3"
        ) { run in
            let facts = run.bench.reader
            guard !facts.answerToReset.isEmpty else { throw CaseEnd.notApplicable("no reader in between") }
            await run.find("reader", facts.name)
            await run.find("answer-to-reset", Hex.string(facts.answerToReset))
            if let transport = facts.transport { await run.find("protocol", transport, isQuirk: transport != "T=1") }
            if let firmware = facts.firmware { await run.find("firmware", firmware) }
            let atr = AnswerToReset(parsing: facts.answerToReset)
            try await run.check(
                "the ATR", expected: "well formed", seen: "\(facts.answerToReset.count) bytes", atr != nil)
            await run.find(
                "atr-extended-length", atr?.hasExtendedLength.map { $0 ? "told: yes" : "told: no" } ?? "not told")
        },
        TestCase(
            "READER_2", .reader, "the longest command",
            "Sizes are halved until the longest command is found that the card answers. A reader must carry what it says.",
            "PC/SC part 10 §2.6.14"
        ) { run in try await longestCommand(run) },
        TestCase(
            "READER_3", .reader, "the longest answer",
            "A file is read in longer and longer answers until one breaks. A reader must carry what it says.",
            "PC/SC part 10 §2.6.14", [.access, .document]
        ) { run in try await longestAnswer(run) },
        TestCase(
            "READER_4", .reader, "an answer of exactly 256 bytes",
            "256 data bytes and a status word must arrive whole: the first piece of a signature that does not fit.",
            "ISO/IEC 7816-4 §5.3.4", [.access, .activeAuthentication]
        ) { run in try await exactly256(run) },
        TestCase(
            "READER_5", .reader, "a reset ends the session",
            "After a reset through the reader the old keys must not work.", "PC/SC part 5 §3.1.2", [.access]
        ) { run in
            let opened = try await run.open()
            try await run.send("SELECT EF.COM", .select(.com), over: opened.session, .success)
            try await run.reset()
            let command = try await opened.session.protect(.select(.com))
            let answer = try await run.send("the next command under the old keys", command, .answer)
            await run.find(
                "reset", answer.status == .success ? "keeps the session" : "ends the session",
                isQuirk: answer.status == .success)
            try await run.check(
                "the answer", expected: "an error", seen: "\(answer.status)", answer.status != .success)
        },
        TestCase(
            "READER_6", .reader, "the card's identifier and ATS",
            "FF CA 00 00 and FF CA 01 00 are answered or refused. Only how long an identifier is is noted, and whether it is "
                + "a random one.",
            "PC/SC part 3 §3.2.2.1.3"
        ) { run in
            for (name, p1) in [("uid", UInt8(0)), ("ats", UInt8(1))] {
                let answer = try await run.send(
                    "FF CA \(Hex.string([p1])) 00", CommandAPDU(0xFF, 0xCA, p1, 0x00, expectedLength: 256),
                    over: run.link, .answer)
                let isRandom = p1 == 0 && answer.data.count == 4 && answer.data.first == 0x08
                await run.find(
                    name,
                    answer.status == .success
                        ? "\(answer.data.count) bytes\(isRandom ? ", random" : "")" : "\(answer.status)")
            }
        },
        TestCase(
            "READER_7", .reader, "the same bytes at every size",
            "A file that is read in short and in long pieces must be the same file.", "PC/SC part 5 §3.1.5",
            [.access, .document]
        ) { run in try await sameBytes(run) },
        TestCase(
            "READER_8", .reader, "the link's speed",
            "Exchanges and bytes are timed and noted; nothing is demanded.", "ISO/IEC 14443-4", [.access, .document]
        ) { run in try await speed(run) },
        TestCase(
            "READER_9", .reader, "a transaction that says nothing for six seconds",
            "What pcscd does with it is noted: it may reset a card whose transaction is idle for five.",
            "pcsclite, PCSCLITE_TIMEOUT", [.patience, .access]
        ) { run in
            let opened = try await run.open()
            try await Task.sleep(for: .seconds(6))
            do {
                let answer = try await opened.session.transmit(.readBinary(.com))
                await run.find("idle-6-s", "the session goes on, \(answer.status)")
            } catch let error as SmartCardError {
                await run.find("idle-6-s", error.code.rawValue, isQuirk: true)
            } catch {
                await run.find("idle-6-s", "the session is lost", isQuirk: true)
            }
        },
        TestCase(
            "READER_10", .reader, "a card that is lifted",
            "The operator lifts the card; the reader must tell it, and tell its return.", "PC/SC part 5 §3.1.4",
            [.interactive]
        ) { run in try await lifted(run) },
        TestCase(
            "READER_11", .reader, "commands without a pause",
            "Each command follows the last answer at once. Where one is lost, pauses are tried until none is.",
            "PC/SC part 5 §3.1.5"
        ) { run in try await withoutPause(run) },
    ]
}
