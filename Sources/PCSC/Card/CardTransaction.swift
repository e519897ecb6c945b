internal import CPCSC
package import SmartCard

/// A card that is ours alone until the end of `Reader.withTransaction`. Lives on a thread of its own.
package actor CardTransaction: CardChannel {
    private nonisolated let thread = DedicatedThread()
    package nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// The reader's name.
    package nonisolated let reader: String
    /// The card's ATR.
    package private(set) var answerToReset: [UInt8] = []
    /// T=0 or T=1.
    package private(set) var transportProtocol = TransportProtocol.t1
    /// What the reader tells of itself.
    package private(set) var properties = ReaderProperties()
    /// What is known of the reader, and applied here.
    package private(set) var quirks = ReaderQuirks()

    /// How long to wait for another program's transaction.
    private static let patience = Duration.seconds(5)
    /// A contactless card has to answer by then (ISO/IEC 14443-4: waiting-time extensions included, about 5 s).
    private static let longestCommand = Duration.milliseconds(4900)
    /// How many resets by other programs, one after the other, before the card is ours. More is a program at war.
    private static let resetsBorne = 20

    /// How long a reader of which nothing is known may take to tell a removal: 1.6 s were seen.
    private static let usualRemovalDelay = 2000

    /// Between a reader's telling and pcscd's.
    private static let removalMargin = 500

    private nonisolated let known: (any ReaderQuirkSource)?
    private var connection: ServiceConnection?
    private var card: SCARDHANDLE = 0
    /// When the last answer came.
    private var lastAnswer: ContinuousClock.Instant?
    private var shareMode = DWORD(SCARD_SHARE_EXCLUSIVE)
    /// As long as the longest answer that libpcsclite passes on: MAX_BUFFER_SIZE_EXTENDED, which Swift does not see.
    private var buffer = [UInt8](repeating: 0, count: 4 + 3 + 65_536 + 3 + 2)

    init(reader: String, known: (any ReaderQuirkSource)? = nil) {
        self.reader = reader
        self.known = known
    }

    /// What the reader says that it carries, corrected by what is known of it. T=0 has no extended APDUs.
    package var limits: ChannelLimits {
        let limits = quirks.limits(correcting: properties.limits)
        return transportProtocol == .t0 ? limits.capped(by: .short) : limits
    }

    package func transmit(_ command: CommandAPDU) async throws -> ResponseAPDU {
        guard connection != nil else {
            throw SmartCardError(.readerFailed, "the transaction with “\(reader)” is over", fault: .station)
        }
        var command = command
        // T=0 has no Le beside data; the card announces its answer with 61xx.
        if transportProtocol == .t0, !command.data.isEmpty { command.expectedLength = nil }
        let bytes = try command.serialized()
        var request = SCARD_IO_REQUEST(
            dwProtocol: UInt(transportProtocol == .t0 ? SCARD_PROTOCOL_T0 : SCARD_PROTOCOL_T1),
            cbPciLength: UInt(MemoryLayout<SCARD_IO_REQUEST>.size))
        var length = DWORD(buffer.count)
        rest()
        defer { lastAnswer = .now }
        let start = ContinuousClock.now
        let result = ResultCode(SCardTransmit(card, &request, bytes, DWORD(bytes.count), nil, &buffer, &length))
        guard result == .success else {
            // Sent all the same, for a reader may carry more than it tells; but then it had warned us.
            if result == .notTransacted, command.data.count > limits.maximumCommandData {
                throw SmartCardError(
                    .apduTooLong,
                    "“\(reader)” did not take \(command.data.count) data bytes; it carries \(limits.maximumCommandData)",
                    fault: .reader)
            }
            let isMute = ContinuousClock.now - start >= Self.longestCommand
            throw SmartCardError(whatHappened(result, isMute: isMute), reader: reader)
        }
        defer { for index in buffer.indices.prefix(Int(length)) { buffer[index] = 0 } }
        return try ResponseAPDU(parsing: Array(buffer.prefix(Int(length))))
    }

    /// Connects to the card and takes it for us.
    func begin() throws(SmartCardError) {
        let connection = try ServiceConnection()
        var chosen: DWORD = 0
        let wanted = DWORD(SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1)
        // Alone where possible. Where another program is connected too, the transaction keeps it off.
        var result = ResultCode(
            SCardConnect(connection.handle, reader, shareMode, wanted, &card, &chosen))
        if result == .sharingViolation {
            shareMode = DWORD(SCARD_SHARE_SHARED)
            result = ResultCode(SCardConnect(connection.handle, reader, shareMode, wanted, &card, &chosen))
        }
        try result.check(reader: reader)
        self.connection = connection
        transportProtocol = chosen == DWORD(SCARD_PROTOCOL_T0) ? .t0 : .t1
        try readProperties()
        quirks = known?.quirks(of: ReaderIdentity(name: reader, usb: properties.usb)) ?? ReaderQuirks()
        // Counted from here, for when the card came is not known.
        if let delay = quirks.delayAfterInsertion { Blocking.sleep(milliseconds: UInt32(clamping: delay)) }
        try take()
        answerToReset = readAnswerToReset()
    }

    /// The card again, reset; still ours. Without `resetting` only the word of a reset by another program is taken.
    func reconnect(resetting: Bool = true) -> ResultCode {
        guard connection != nil else { return .noSmartcard }
        var chosen: DWORD = 0
        let wanted = DWORD(SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1)
        let reset = quirks.reset == .power ? SCARD_UNPOWER_CARD : SCARD_RESET_CARD
        let initialization = DWORD(resetting ? reset : SCARD_LEAVE_CARD)
        let result = ResultCode(SCardReconnect(card, shareMode, wanted, initialization, &chosen))
        if result == .success { transportProtocol = chosen == DWORD(SCARD_PROTOCOL_T0) ? .t0 : .t1 }
        return result
    }

    /// Gives the card back, reset, so that no access that we were granted stays open to the next program.
    ///
    /// By the end of its connection, of which pcscd resets the cards, and not by SCardDisconnect: that takes the handle
    /// off a list of libpcsclite's without the lock under which other threads' calls look through it (1.9.9, Debian 12),
    /// and sixteen busy readers crash on it within a minute.
    func end() {
        guard connection != nil else { return }
        // pcscd would reset the card, which this reader does not do.
        if quirks.reset == .power { _ = reconnect() }
        SCardEndTransaction(card, DWORD(SCARD_LEAVE_CARD))
        connection = nil
    }

    /// Takes the card for us. A reset by another program that shares the card, before it was ours, does no harm.
    private func take() throws(SmartCardError) {
        var result = ResultCode(SCardBeginTransaction(card))
        for _ in 0..<Self.resetsBorne where result == .resetCard {
            result = reconnect(resetting: false)
            if result == .success { result = ResultCode(SCardBeginTransaction(card)) }
        }
        try result.check(reader: reader)
    }

    /// Asks for the properties, and so finds out as well whether another program's transaction is under way: this
    /// call tells it, where SCardBeginTransaction would wait without end.
    private func readProperties() throws(SmartCardError) {
        let end = ContinuousClock.now.advanced(by: Self.patience)
        while true {
            let (result, features) = control(DWORD(ReaderProperties.getFeatureRequest))
            if result == .sharingViolation, ContinuousClock.now < end {
                Blocking.sleep(milliseconds: 100)
                continue
            }
            if result == .sharingViolation { throw SmartCardError(result, reader: reader) }
            let feature = ReaderProperties.getTLVProperties
            guard result == .success, let code = ReaderProperties.controlCode(of: feature, in: features) else { return }
            properties = ReaderProperties(parsing: control(DWORD(code)).1)
            return
        }
    }

    /// Waits where the reader loses a command that follows an answer too soon.
    private func rest() {
        guard let pause = quirks.pauseBetweenCommands, let lastAnswer else { return }
        let left = lastAnswer + .milliseconds(pause) - ContinuousClock.now
        if left > .zero { Blocking.sleep(milliseconds: UInt32(clamping: left.wholeMilliseconds + 1)) }
    }

    private func control(_ code: DWORD) -> (ResultCode, [UInt8]) {
        var answer = [UInt8](repeating: 0, count: Int(MAX_BUFFER_SIZE))
        var length: DWORD = 0
        let result = ResultCode(SCardControl(card, code, nil, 0, &answer, DWORD(answer.count), &length))
        return (result, result == .success ? Array(answer.prefix(Int(clamping: length))) : [])
    }

    /// Asks the reader itself: SCardStatus goes through a table that libpcsclite has once for all threads.
    private func readAnswerToReset() -> [UInt8] {
        let longest = 33
        if let told = attribute(Self.answerToResetAttribute, longest: longest) { return told }
        var bytes = [UInt8](repeating: 0, count: longest)
        var (state, chosen, length): (DWORD, DWORD, DWORD) = (0, 0, DWORD(longest))
        let result = ResultCode(SCardStatus(card, nil, nil, &state, &chosen, &bytes, &length))
        return result == .success ? Array(bytes.prefix(Int(clamping: length))) : []
    }

    /// What the driver says of the reader, SCARD_ATTR_*; nil where it says nothing.
    func attribute(_ number: DWORD, longest: Int) -> [UInt8]? {
        guard connection != nil else { return nil }
        var bytes = [UInt8](repeating: 0, count: longest)
        var length = DWORD(bytes.count)
        let result = ResultCode(SCardGetAttrib(card, number, &bytes, &length))
        return result == .success ? Array(bytes.prefix(Int(clamping: length))) : nil
    }

    /// SCARD_ATTR_ATR_STRING, a macro that Swift does not see.
    private static let answerToResetAttribute: DWORD = 0x0009_0303

    /// A reader that loses its card in the middle of a command often says no more than that the command failed, and
    /// finds out later that the card is gone: as late as is known of it, or up to 1.6 s. So ask, before anybody is told
    /// that the reader failed; a card that is still there then did not get the command, or its answer was more than the
    /// reader carries; where the reader waited for it in vain, `isMute`, it does not answer any more.
    private func whatHappened(_ result: ResultCode, isMute: Bool) -> ResultCode {
        // During a transaction, no card means that it was taken away.
        if result == .noSmartcard { return .removedCard }
        guard result == .notTransacted || result == .communicationError else { return result }
        let delay = quirks.removalDelay.map { $0 + Self.removalMargin } ?? Self.usualRemovalDelay
        for _ in 0..<max(1, delay / 100) {
            var (state, chosen): (DWORD, DWORD) = (0, 0)
            let status = ResultCode(SCardStatus(card, nil, nil, &state, &chosen, nil, nil))
            switch status {
            case .removedCard, .noSmartcard: return .removedCard
            case .noService, .serviceStopped, .resetCard, .readerUnavailable, .communicationError: return status
            default: break
            }
            if status == .success, state & DWORD(SCARD_ABSENT) != 0 { return .removedCard }
            Blocking.sleep(milliseconds: 100)
        }
        return isMute && result == .notTransacted ? .unresponsiveCard : result
    }
}
