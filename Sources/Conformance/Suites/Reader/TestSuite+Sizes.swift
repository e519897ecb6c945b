import CardCrypto
import EMRTD
import LDS
import SmartCard

extension TestSuite {
    /// Halves between a size that works and one that does not; both are tried for real.
    private static func longest(
        from works: Int, to fails: Int, _ tries: (Int) async throws -> Bool
    ) async throws -> Int {
        if try await tries(fails) { return fails }
        var (low, high) = (works, fails)
        while high - low > 1 {
            let middle = (low + high) / 2
            if try await tries(middle) { low = middle } else { high = middle }
        }
        return low
    }

    /// SELECT with a long name: whatever the card says to it, it has heard it.
    static func longestCommand(_ run: CaseRun) async throws {
        let claimed = await run.link.limits.maximumCommandData
        let card = run.chip.cardInfo?.extendedLengths?.command
        let most = max(255, min(65_535, card.map { $0 - 12 } ?? 4096))
        let longest = try await longest(from: 16, to: most) { count in
            let command = CommandAPDU(0x00, 0xA4, 0x04, 0x0C, data: [UInt8](repeating: 0xA0, count: count))
            do {
                let answer = try await run.link.transmit(command)
                // A card that cannot hold it says so; then it arrived.
                return answer.data.isEmpty
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                try await run.link.reset(waiting: .seconds(5))
                return false
            }
        }
        let told = run.bench.reader.maximumAPDUDataSize
        await run.find("told-data-size", told.map(String.init) ?? "not told")
        await run.find(
            "longest-command", "\(longest) data bytes", isQuirk: longest < min(claimed, most), measure: longest)
        try await run.check(
            "the longest command that arrived", expected: "\(min(claimed, most)) data bytes or more",
            seen: "\(longest)",
            longest >= min(claimed, most))
    }

    /// READ BINARY under secure messaging with a longer and longer Le.
    static func longestAnswer(_ run: CaseRun) async throws {
        guard let bytes = run.chip.file(.dg2) ?? run.chip.file(.sod) else {
            throw CaseEnd.notApplicable("no long file")
        }
        let file: ElementaryFile = run.chip.file(.dg2) != nil ? .dg2 : .sod
        let claimed = await run.link.limits.maximumResponseData
        let card = run.chip.cardInfo?.extendedLengths?.response ?? 256
        let most = min(card, 65_536)
        var refusal: StatusWord?
        var longestArrived = 0
        func arrives(_ size: Int) async throws -> Bool {
            let opened = try await run.open()
            let cipher = await opened.session.session.cipher
            let plain = SecureMessagingSession.plainCapacity(of: size, with: cipher)
            guard plain > 0 else { return true }
            let count = min(plain, bytes.count)
            do {
                try await run.send("SELECT \(file)", .select(file), over: opened.session, .success)
                let answer = try await opened.session.transmit(.readBinary(0, count: count))
                if answer.data.isEmpty { refusal = answer.status }
                guard answer.data == Array(bytes.prefix(count)) else { return false }
                // Where the longest protected answer to a short Le is whole, all short answers count as carried: the next
                // one that is asked for has an extended Le.
                let short = SecureMessagingSession.plainCapacity(of: 256, with: cipher)
                longestArrived = max(longestArrived, count == short ? 256 : answerSize(of: count, with: cipher))
                return true
            } catch is CancellationError {
                throw CancellationError()
            } catch let error as EMRTDError where error.status != nil {
                refusal = error.status
                return false
            } catch {
                try await run.link.reset(waiting: .seconds(5))
                return false
            }
        }
        let longest = try await longest(from: 32, to: most, arrives)
        await run.find(
            "longest-answer", "\(longest) bytes of \(most) that the card says", isQuirk: longest < min(claimed, most),
            measure: refusal == nil ? longestArrived : nil)
        if let refusal { await run.find("card-refuses-longer-reads", "\(refusal)", isQuirk: true) }
        await run.find("strategy-maximum-response", "\(min(longest, most))")
        // What the card itself refuses is no fault of the reader.
        try await run.check(
            "the longest answer that arrived", expected: "\(min(claimed, most)) bytes, or a refusal of the card",
            seen: "\(longest)", longest >= min(claimed, most) || refusal != nil)
    }

    /// How long a protected answer is with so many bytes in it: what was asked for is often a little more.
    private static func answerSize(of plain: Int, with cipher: SymmetricCipher) -> Int {
        // Padding, tags and the MAC are no more than this.
        (plain...plain + 64).first { SecureMessagingSession.plainCapacity(of: $0, with: cipher) >= plain } ?? plain
    }

    /// A protected RSA signature of 1792 bits or more does not fit a short answer, so its first piece has 256 bytes.
    static func exactly256(_ run: CaseRun) async throws {
        let opened = try await run.open()
        let command = try await opened.session.protect(.internalAuthenticate([UInt8](0..<8)))
        let answer = try await run.send("INTERNAL AUTHENTICATE", command, over: run.link, .answer)
        let isWhole = (try? await opened.session.open(answer)) != nil
        if isWhole { throw CaseEnd.notApplicable("the card's signature fits one answer") }
        guard answer.data.count > 200 else {
            throw CaseEnd.notApplicable("the card's answer is \(answer.data.count) bytes long, \(answer.status)")
        }
        await run.find(
            "answer-of-256", "\(answer.data.count) bytes", isQuirk: answer.data.count != 256,
            measure: answer.data.count)
        try await run.check(
            "the first piece", expected: "256 bytes and 61xx", seen: "\(answer.data.count) bytes, \(answer.status)",
            answer.data.count == 256 && answer.status.bytesAvailable != nil)
    }

    /// EF.SOD in pieces of 50 bytes, and in the longest that card and reader say.
    static func sameBytes(_ run: CaseRun) async throws {
        let file: ElementaryFile = run.chip.file(.sod) != nil ? .sod : .com
        let limit = await run.link.limits.maximumResponseData
        let card = run.chip.cardInfo?.extendedLengths?.response ?? 256
        for size in Set([64, 256, min(limit, card)]).sorted() {
            let opened = try await run.open()
            let channel = await opened.session.channel()
            let strategy = ReadStrategy(maximumResponse: size, usesShortIdentifiers: false)
            let outcome: FileReader.Outcome?
            do {
                outcome = try await FileReader(channel, strategy: strategy).read(file)
            } catch let error as EMRTDError where error.status != nil {
                await run.find("card-refuses-answers-of-\(size)", error.status?.description ?? "", isQuirk: true)
                continue
            }
            let bytes: [UInt8] = if case .read(let raw)? = outcome { raw.bytes } else { [] }
            try await run.check(
                "what came", expected: "\(run.chip.file(file)?.count ?? 0) bytes, the same",
                seen: "\(bytes.count) bytes", bytes == run.chip.file(file))
        }
    }

    /// Short exchanges, and bytes in the longest answers.
    static func speed(_ run: CaseRun) async throws {
        let opened = try await run.open()
        let clock = ContinuousClock()
        let short = 20
        let time = try await clock.measure {
            for _ in 0..<short { _ = try await opened.session.transmit(.select(.com)) }
        }
        await run.find("short-exchange", "\(microseconds(time) / Int64(short)) µs")
        let file: ElementaryFile = run.chip.file(.dg2) != nil ? .dg2 : .sod
        let channel = await opened.session.channel()
        var bytes = 0
        let whole = await clock.measure {
            let strategy = ReadStrategy(maximumResponse: 128, usesShortIdentifiers: false)
            if case .read(let raw)? = try? await FileReader(channel, strategy: strategy).read(file) {
                bytes = raw.bytes.count
            }
        }
        let rate = Int64(bytes) * 1_000_000 / max(1, microseconds(whole))
        await run.find("throughput", "\(rate) bytes/s in answers of 128 bytes (\(file))")
    }

    private static func microseconds(_ duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        return seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    }
}
