import EMRTD
import LDS
import SmartCard

extension TestSuite {
    /// READ BINARY at the edges of files, in pieces of several sizes, and in long answers.
    static let readingCases: [TestCase] = [
        TestCase(
            "CIS_FILES_1", .files, "the last byte of a file, and the one behind it",
            "The last byte must be readable; an offset behind it must be refused.", "ISO/IEC 7816-4 §11.3.3",
            [.access, .document]
        ) { run in
            let opened = try await run.open()
            for file in [ElementaryFile.com, .sod, .dg1] {
                guard let bytes = run.chip.file(file), let last = bytes.last, bytes.count < 0x7FFF else { continue }
                try await run.send("SELECT \(file)", .select(file), over: opened.session, .success)
                try await run.send(
                    "READ BINARY, the last byte", .readBinary(bytes.count - 1, count: 1), over: opened.session,
                    Expectation(.oneOf([.success]), .equals([last])))
                try await run.send(
                    "READ BINARY behind it", .readBinary(bytes.count, count: 1), over: opened.session, .refusal)
            }
        },
        TestCase(
            "CIS_FILES_2", .files, "a file in pieces of several sizes",
            "Pieces of 1, 16, 100 and 200 bytes must give the same bytes, each as many as were asked for.",
            "ISO/IEC 7816-4 §11.3.3", [.access, .document]
        ) { run in
            guard let bytes = run.chip.file(.dg2) ?? run.chip.file(.sod) else { throw CaseEnd.notApplicable("no file") }
            let file: ElementaryFile = run.chip.file(.dg2) != nil ? .dg2 : .sod
            let opened = try await run.open()
            try await run.send("SELECT \(file)", .select(file), over: opened.session, .success)
            for size in [1, 16, 100, 200] {
                for offset in [0, 3 * size] where offset + size <= bytes.count {
                    try await run.send(
                        "READ BINARY, \(size) bytes at \(offset)", .readBinary(offset, count: size),
                        over: opened.session,
                        Expectation(.oneOf([.success]), .equals(Array(bytes[offset..<offset + size]))))
                }
            }
        },
        TestCase(
            "CIS_FILES_3", .files, "more than is there",
            "A short file asked for with the longest Le may be answered with what is there, or refused; never with other "
                + "bytes.",
            "ISO/IEC 7816-4 §11.3.3", [.access, .document]
        ) { run in
            guard let bytes = run.chip.file(.com), bytes.count < 200 else {
                throw CaseEnd.notApplicable("EF.COM is long")
            }
            let opened = try await run.open()
            try await run.send("SELECT EF.COM", .select(.com), over: opened.session, .success)
            let answer = try await run.send(
                "READ BINARY, Le 223", .readBinary(0, count: 223), over: opened.session, .answer)
            try await run.check(
                "what came", expected: "\(bytes.count) bytes, or an error",
                seen: "\(answer.data.count) bytes, \(answer.status)",
                answer.data == bytes || (answer.data.isEmpty && answer.status != .success))
            try await run.send("READ BINARY", .readBinary(0, count: 1), over: opened.session, .begins([0x60]))
        },
        TestCase(
            "CIS_FILES_4", .files, "short identifier and offset in one command",
            "READ BINARY with short identifier and offset 2 must give the bytes behind the file's header.",
            "ISO/IEC 7816-4 §11.3.3", [.access, .document, .openGroup(1)]
        ) { run in
            guard let bytes = run.chip.file(.dg1) else { throw CaseEnd.notApplicable("no EF.DG1") }
            let opened = try await run.open()
            try await run.send(
                "READ BINARY EF.DG1 at 2", .readBinary(.dg1, offset: 2, count: 8), over: opened.session,
                Expectation(.oneOf([.success]), .equals(Array(bytes.dropFirst(2).prefix(8)))))
        },
        TestCase(
            "CIS_FILES_5", .files, "the odd instruction with an offset",
            "READ BINARY (B1) at offset 5 must give the file's bytes in data object 53.", "ISO/IEC 7816-4 §11.3.3",
            [.access, .document, .openGroup(1)]
        ) { run in
            guard let bytes = run.chip.file(.dg1) else { throw CaseEnd.notApplicable("no EF.DG1") }
            let opened = try await run.open()
            try await run.send("SELECT EF.DG1", .select(.dg1), over: opened.session, .success)
            let answer = try await run.send(
                "READ BINARY (B1) at 5", .readBinaryOdd(offset: 5, count: 10), over: opened.session, .begins([0x53]))
            let value = (try? BERTLV(parsing: answer.data))?.value ?? []
            try await run.check(
                "what came", expected: "the file's bytes from 5 on", seen: "\(value.count) bytes",
                !value.isEmpty && bytes.dropFirst(5).starts(with: value))
            try await run.send(
                "READ BINARY (B1) at FFFF", .readBinaryOdd(offset: 0xFFFF, count: 10), over: opened.session,
                bytes.count > 0xFFFF ? .data : .refusal)
        },
        TestCase(
            "CIS_FILES_6", .files, "UPDATE BINARY in a session",
            "Writing must be refused. The byte that is there is written, so that nothing is lost on a card that takes it.",
            "Doc 9303-10 §3.6.4", [.access, .document, .openGroup(1)]
        ) { run in
            let opened = try await run.open()
            try await run.send("SELECT EF.DG1", .select(.dg1), over: opened.session, .success)
            try await run.send(
                "UPDATE BINARY", CommandAPDU(0x00, 0xD6, 0x00, 0x00, data: [0x61]), over: opened.session, .refusal)
        },
        TestCase(
            "CIS_FILES_7", .files, "answers as long as EF.ATR/INFO says",
            "A chip that tells its longest answer must give one of that length, and take a command of the length that it "
                + "tells.",
            "Doc 9303-10 §3.11.1", [.access, .document, .file(.atrInfo), .extendedLength]
        ) { run in
            guard let told = run.chip.cardInfo?.extendedLengths, let bytes = run.chip.file(.dg2) else {
                throw CaseEnd.notApplicable("no lengths, or no file to read")
            }
            let linked = await run.link.limits.maximumResponseData
            guard told.response > 256, linked > 256 else {
                throw CaseEnd.notApplicable("the card says \(told.response), the reader \(linked)")
            }
            let opened = try await run.open()
            let count = min(told.response, linked, 4096) - 64
            try await run.send("SELECT EF.DG2", .select(.dg2), over: opened.session, .success)
            let wanted = min(count, bytes.count)
            try await run.send(
                "READ BINARY, Le \(wanted)", .readBinary(0, count: wanted), over: opened.session,
                Expectation(
                    .oneOf([.success, .endOfFileBeforeExpectedLength]), .equals(Array(bytes.prefix(wanted)))))
        },
        TestCase(
            "CIS_FILES_8", .files, "the file's own length",
            "Every file must be as long as its header says: its last byte is there.", "Doc 9303-10 §3.6.4",
            [.access, .document]
        ) { run in
            for file in run.chip.document?.files ?? [] where file.file.tag != nil {
                let header = try? BERHeader(parsing: file.bytes[...])
                try await run.check(
                    "\(file.file)", expected: "\(header?.totalLength ?? -1) bytes", seen: "\(file.bytes.count) bytes",
                    header?.totalLength == file.bytes.count)
            }
        },
        TestCase(
            "CIS_FILES_9", .files, "fingerprints and irises are closed",
            "A chip that offers Terminal Authentication must not show EF.DG3 and EF.DG4 before it.", "Doc 9303-11 §7",
            [.access, .document]
        ) { run in
            guard run.chip.securityInfos?.offersTerminalAuthentication == true else {
                throw CaseEnd.notApplicable("EF.DG14 offers no Terminal Authentication")
            }
            for number in [3, 4] where run.chip.listedGroups.contains(number) {
                let file = ElementaryFile.dataGroup(number)
                let isShown = run.chip.file(file) != nil
                try await run.check(
                    "\(file)", expected: "closed", seen: isShown ? "readable" : "closed", !isShown)
            }
        },
    ]
}
