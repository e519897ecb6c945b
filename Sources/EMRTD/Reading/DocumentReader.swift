package import LDS
package import SmartCard

/// Opens a chip and reads it, in the order that protects most: access, EF.SOD, EF.COM and EF.DG14, Chip Authentication,
/// and the holder's data under its keys, the small files before the portrait (Doc 9303-11 §4.2, §6.2).
///
/// Where card or reader did not keep what they said, it begins a new session more carefully and goes on behind the
/// bytes that it has.
package actor DocumentReader {
    /// Which data groups to read besides EF.DG14.
    package enum Selection: Sendable {
        /// All that EF.COM or EF.SOD lists.
        case all
        /// These, also where no list has them.
        case only(Set<ElementaryFile>)

        func includes(_ file: ElementaryFile) -> Bool {
            switch self {
            case .all: true
            case .only(let files): files.contains(file)
            }
        }
    }

    /// Where the card lies: what is remembered of its kind.
    package struct Link: Sendable {
        let reader: String
        let answerToReset: [UInt8]
        let memory: LinkMemory

        package init(reader: String = "", answerToReset: [UInt8] = [], memory: LinkMemory = LinkMemory()) {
            self.reader = reader
            self.answerToReset = answerToReset
            self.memory = memory
        }
    }

    let card: any CardChannel
    let meter: MeteredChannel
    let passwords: [Password]
    let policy: ReadingPolicy
    let link: Link
    let randomness: Randomness
    let challenge: [UInt8]?
    let terminal: TerminalCredentials?
    /// `ID_PICC` of this session.
    var chipIdentifier: [UInt8]?
    /// `Comp(PK_IFD)` of this session's Chip Authentication.
    var terminalKey: [UInt8]?
    let selection: Selection
    private let clock: any Clock<Duration>
    private let listener: @Sendable (ReadEvent) -> Void
    private let receiver: @Sendable (RawFile) -> Void

    var reading = DocumentReading()
    /// Chip Authentication ran, and no answer under its keys has come yet.
    var unconfirmed: ChipAuthentication.Outcome?
    var awaitsConfirmation: Bool { unconfirmed != nil }
    /// How files are asked for; nil until card and reader were asked.
    var strategy: ReadStrategy?
    /// The bytes of a file that was torn.
    private(set) var torn: (file: ElementaryFile, bytes: [UInt8])?
    var beingRead: ElementaryFile?
    var resets = 0

    /// - Parameters:
    ///   - channel: a connected card, reset and in plain.
    ///   - passwords: in order of preference; PACE takes any, BAC takes the MRZ.
    ///   - challenge: for Active Authentication, where the proof must be bound to something; else 8 random bytes.
    ///   - terminal: certificates and key for Terminal Authentication, without which fingerprints stay closed.
    ///   - listener: hears every step; called from the reading task.
    ///   - receiver: gets every file when it is complete, so that it can be examined while the next one is read.
    package init(
        _ channel: any CardChannel, passwords: [Password], selection: Selection = .all,
        policy: ReadingPolicy = ReadingPolicy(), link: Link = Link(), randomness: Randomness = .system,
        challenge: [UInt8]? = nil, terminal: TerminalCredentials? = nil, clock: any Clock<Duration> = ContinuousClock(),
        receiver: @escaping @Sendable (RawFile) -> Void = { _ in },
        listener: @escaping @Sendable (ReadEvent) -> Void = { _ in }
    ) {
        card = channel
        meter = MeteredChannel(channel, budget: policy.budget)
        self.passwords = passwords
        self.selection = selection
        self.policy = policy
        self.link = link
        self.randomness = randomness
        self.challenge = challenge
        self.terminal = terminal
        self.clock = clock
        self.receiver = receiver
        self.listener = listener
    }

    /// Reads the document. Throws where the chip cannot be opened or a file breaks off; outcomes of proofs are
    /// results.
    package func read() async throws -> DocumentReading {
        var sessions = 1
        while true {
            do {
                try await readOnce()
                await rememberStrategy()
                reading.total = await meter.count
                return reading
            } catch {
                guard sessions < Self.maximumSessions, let next = recovery(from: error) else { throw error }
                sessions += 1
                strategy = next
                try await reset(after: error)
            }
        }
    }

    /// Enough to step down to the most careful way of reading.
    private static let maximumSessions = 8

    /// Puts the card back to its first state, or waits for it.
    private func reset(after error: any Error) async throws {
        guard let card = card as? any ResettableChannel else { return }
        let hasLeft = (error as? SmartCardError)?.code == .cardRemoved
        if hasLeft { listener(.cardLeft(waiting: policy.patienceForReturn)) }
        try await card.reset(waiting: hasLeft ? policy.patienceForReturn : .zero)
    }

    /// Reads a file that was not read before.
    func readFile(_ file: ElementaryFile, over channel: any CardChannel, required: Bool) async throws {
        guard reading.file(file) == nil, reading.refused[file] == nil else { return }
        switch try await fetch(file, as: .file(file), over: channel) {
        case .read(let raw): keep(raw)
        case .refused(let status) where required:
            throw EMRTDError(.fileUnreadable, "the card does not show \(file)", status: status)
        case .refused(let status):
            reading.refused[file] = status
        }
    }

    func keep(_ file: RawFile) {
        reading.files.append(file)
        receiver(file)
    }

    /// Reads a file as one step, telling how far it is.
    func fetch(
        _ file: ElementaryFile, as phase: ReadPhase, over channel: any CardChannel
    ) async throws -> FileReader.Outcome {
        let strategy = self.strategy ?? ReadStrategy(maximumResponse: 256)
        beingRead = file
        let partial = torn.flatMap { $0.file == file ? $0.bytes : nil } ?? []
        let outcome = try await measured(phase, isSuccess: { if case .read = $0 { true } else { false } }) {
            try await FileReader(channel, strategy: strategy).read(file, after: partial) { bytes, total in
                await self.progress(file, bytes, total)
            }
        }
        torn = nil
        beingRead = nil
        return outcome
    }

    private func progress(_ file: ElementaryFile, _ bytes: [UInt8], _ total: Int) {
        torn = (file, bytes)
        listener(.progress(file, received: bytes.count, total: total))
    }

    /// Runs a step, announces it and notes what it cost.
    func measured<Result: Sendable>(
        _ phase: ReadPhase, isSuccess: (Result) -> Bool = { _ in true }, _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
        listener(.began(phase))
        let before = await meter.count
        var result: Swift.Result<Result, any Error>?
        let duration = await clock.measure {
            do { result = .success(try await body()) } catch { result = .failure(error) }
        }
        reading.measures.append(
            DocumentReading.Measure(phase: phase, duration: duration, count: await meter.count - before))
        listener(.ended(phase, succeeded: (try? result?.get()).map(isSuccess) ?? false))
        guard let result else { throw CancellationError() }
        return try result.get()
    }
}
