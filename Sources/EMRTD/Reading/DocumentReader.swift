package import LDS
package import SmartCard

/// Opens a chip and reads it, in the order that protects most: access, EF.SOD, EF.COM and EF.DG14, Chip Authentication,
/// and the holder's data under its keys (Doc 9303-11 §4.2, §6.2).
package actor DocumentReader {
    /// Which data groups to read besides EF.DG14.
    package enum Selection: Sendable {
        /// All that EF.COM lists.
        case all
        case only(Set<ElementaryFile>)

        func includes(_ file: ElementaryFile) -> Bool {
            switch self {
            case .all: true
            case .only(let files): files.contains(file)
            }
        }
    }

    let meter: MeteredChannel
    let passwords: [Password]
    let randomness: Randomness
    private let selection: Selection
    private let clock: any Clock<Duration>
    private let listener: @Sendable (ReadEvent) -> Void

    var reading = DocumentReading()
    /// Chip Authentication ran, and no answer under its keys has come yet.
    var awaitsConfirmation = false

    /// - Parameters:
    ///   - channel: a connected card, reset and in plain.
    ///   - passwords: in order of preference; PACE takes any, BAC takes the MRZ.
    ///   - listener: hears every step; called from the reading task.
    package init(
        _ channel: any CardChannel, passwords: [Password], selection: Selection = .all,
        randomness: Randomness = .system, clock: any Clock<Duration> = ContinuousClock(),
        listener: @escaping @Sendable (ReadEvent) -> Void = { _ in }
    ) {
        meter = MeteredChannel(channel)
        self.passwords = passwords
        self.selection = selection
        self.randomness = randomness
        self.clock = clock
        self.listener = listener
    }

    /// Reads the document. Throws where the chip cannot be opened or a file breaks off; outcomes of proofs are
    /// results.
    package func read() async throws -> DocumentReading {
        let plain = ResponseChaining(meter)
        var channel = try await openAccess(over: plain)
        try await readFile(.sod, over: channel, required: true)
        try await readFile(.com, over: channel, required: true)
        // Each once, whatever a card lists.
        var listed: [ElementaryFile] = []
        for file in try COM(parsing: reading.file(.com)?.bytes ?? []).dataGroups where !listed.contains(file) {
            listed.append(file)
        }
        if listed.contains(.dg14) {
            try await readFile(.dg14, over: channel, required: true)
            channel = try await authenticateChip(over: channel)
        }
        do {
            for file in listed where file != .dg14 && selection.includes(file) {
                try await readFile(file, over: channel, required: false)
                confirmChipAuthentication()
            }
            if awaitsConfirmation {
                // Nothing else was wanted: any answer under the new keys is the proof.
                _ = try await fetch(.com, as: .file(.com), over: channel)
                confirmChipAuthentication()
            }
        } catch let error as EMRTDError where awaitsConfirmation && error.isLossOfSecureMessaging {
            // The chip could not use the agreed keys: that is the proof's result, and there is no session to go on with.
            return reading
        }
        return reading
    }

    private func readFile(_ file: ElementaryFile, over channel: any CardChannel, required: Bool) async throws {
        switch try await fetch(file, as: .file(file), over: channel) {
        case .read(let raw):
            reading.files.append(raw)
        case .refused(let status) where required:
            throw EMRTDError(.fileUnreadable, "the card does not show \(file)", status: status)
        case .refused(let status):
            reading.refused[file] = status
        }
    }

    /// Reads a file as one step, telling how far it is.
    func fetch(
        _ file: ElementaryFile, as phase: ReadPhase, over channel: any CardChannel
    ) async throws -> FileReader.Outcome {
        let listener = self.listener
        return try await measured(phase, isSuccess: { if case .read = $0 { true } else { false } }) {
            try await FileReader(channel).read(file) { received, total in
                listener(.progress(file, received: received, total: total))
            }
        }
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
