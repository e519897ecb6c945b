package import SmartCard

/// A reader with a link of its own making around a card in this process: its limits, its lies and its speed.
///
/// For tests of what a station does with readers of the field, and for benchmarks: the time that an exchange takes is the
/// sum of a fixed part and of its bytes at the link's bit rate (ISO/IEC 14443-4, one byte in 8 bits).
package actor ReaderModel: ResettableChannel {
    /// What is known of readers, as data.
    package struct Properties: Sendable, Hashable {
        /// What the reader says that it carries.
        package var claimedLimits: ChannelLimits
        /// Longer answers, status word included, lose their end.
        package var cutsAnswersAt: Int?
        /// Longer commands or answers, as bytes on the wire, end in an error of the reader.
        package var failsAbove: Int?
        /// The link loses the answer to this exchange, counted from 1, after the card has worked on it.
        package var losesAnswer: Int?
        /// The card leaves at this exchange, counted from 1, and comes back when somebody waits for it.
        package var liftedAt: Int?
        package var link: Link?

        package init(
            claimedLimits: ChannelLimits = .extended, cutsAnswersAt: Int? = nil, failsAbove: Int? = nil,
            losesAnswer: Int? = nil, liftedAt: Int? = nil, link: Link? = nil
        ) {
            self.claimedLimits = claimedLimits
            self.cutsAnswersAt = cutsAnswersAt
            self.failsAbove = failsAbove
            self.losesAnswer = losesAnswer
            self.liftedAt = liftedAt
            self.link = link
        }
    }

    /// How fast the link is.
    package struct Link: Sendable, Hashable {
        /// In each direction.
        package var bitsPerSecond: Int
        /// What an exchange costs whatever its length: USB, driver, card's own start.
        package var perExchange: Duration
        /// What the card takes for an asymmetric operation.
        package var perCryptographicOperation: Duration

        package init(
            bitsPerSecond: Int, perExchange: Duration, perCryptographicOperation: Duration = .zero
        ) {
            self.bitsPerSecond = bitsPerSecond
            self.perExchange = perExchange
            self.perCryptographicOperation = perCryptographicOperation
        }

        /// How long so many exchanges, bytes and operations take.
        package func duration(exchanges: Int, bytes: Int, cryptographicOperations: Int = 0) -> Duration {
            perExchange * exchanges + perCryptographicOperation * cryptographicOperations
                + .nanoseconds(Int64(bytes) * 8 * 1_000_000_000 / Int64(max(1, bitsPerSecond)))
        }

        /// Commands that the card answers after an asymmetric operation: GENERAL, INTERNAL and EXTERNAL AUTHENTICATE,
        /// PERFORM SECURITY OPERATION.
        static let cryptographicInstructions: Set<UInt8> = [0x86, 0x88, 0x82, 0x2A]
    }

    private let card: any ResettableChannel
    private let properties: Properties
    private var exchanges = 0
    private var isAway = false

    package init(_ card: any ResettableChannel, _ properties: Properties) {
        self.card = card
        self.properties = properties
    }

    package nonisolated var limits: ChannelLimits { properties.claimedLimits }

    package func reset(waiting patience: Duration) async throws {
        if isAway, patience <= .zero { throw lifted() }
        isAway = false
        try await card.reset(waiting: patience)
    }

    package func transmit(_ command: CommandAPDU) async throws -> ResponseAPDU {
        let start = ContinuousClock.now
        exchanges += 1
        let number = exchanges
        if properties.liftedAt == number { isAway = true }
        if isAway { throw lifted() }
        let sent = try command.serialized().count
        if let most = properties.failsAbove, sent > most { throw failure() }
        let answer = try await card.transmit(command)
        let received = answer.serialized().count
        if let link = properties.link {
            let operations = Link.cryptographicInstructions.contains(command.instruction) ? 1 : 0
            Pause.block(
                until: start
                    + link.duration(
                        exchanges: 1, bytes: sent + received, cryptographicOperations: operations))
        }
        if properties.losesAnswer == number { throw failure() }
        if let most = properties.failsAbove, received > most { throw failure() }
        if let most = properties.cutsAnswersAt, received > most {
            return try ResponseAPDU(parsing: Array(answer.serialized().prefix(most)))
        }
        return answer
    }

    private func lifted() -> SmartCardError { SmartCardError(.cardRemoved, "the virtual card was lifted") }

    private func failure() -> SmartCardError {
        SmartCardError(.readerFailed, "the virtual reader lost an answer", fault: .reader)
    }
}
