internal import SmartCard

extension SmartCardService {
    /// The reader of that name: the exact one, or the only one whose name contains the text, in any case.
    ///
    /// Without a name the first reader with a card, else the first.
    package func reader(named name: String? = nil) async throws -> Reader {
        try Self.choose(name, from: await readers())
    }

    /// Waits until a card that answers is in the reader of that name, or in any reader.
    ///
    /// Fails at once where pcscd is down, no reader fits, or the card is mute; with `SmartCardError.Code.noCard`
    /// when the time is over. A pcscd that ends and comes back meanwhile is waited for.
    package func waitForCard(in name: String? = nil, for time: Duration) async throws -> Reader {
        let first = try await reader(named: name)
        if let ready = try Self.card(in: first) { return ready }
        let end = ContinuousClock.now.advanced(by: time)
        let watcher = ReaderWatcher()
        var down: SmartCardError?
        while ContinuousClock.now < end {
            try Task.checkCancellation()
            do {
                _ = try await watcher.next()
                let readers = await watcher.readers
                if let ready = try Self.card(in: Self.choose(name, from: readers)) { return ready }
                down = nil
            } catch let error as SmartCardError where error.code == .serviceDown || error.code == .noReader {
                // pcscd has its readers a moment after it is there itself.
                down = error
                try await Task.sleep(for: .milliseconds(200))
            }
        }
        if let down { throw down }
        throw SmartCardError(.timeout, reader: name == nil ? nil : first.name)
    }

    private static func card(in reader: Reader) throws -> Reader? {
        guard reader.state.isCardPresent else { return nil }
        guard !reader.state.isCardMute else { throw SmartCardError(.unresponsiveCard, reader: reader.name) }
        return reader
    }

    static func choose(_ name: String?, from readers: [Reader]) throws -> Reader {
        guard let first = readers.first else { throw SmartCardError(.noReadersAvailable) }
        guard let name else { return readers.first { $0.state.isCardPresent } ?? first }
        if let exact = readers.first(where: { $0.name == name }) { return exact }
        let fitting = readers.filter { $0.name.lowercased().contains(name.lowercased()) }
        if let only = fitting.first, fitting.count == 1 { return only }
        let names = readers.map { "“\($0.name)”" }.joined(separator: ", ")
        let problem = fitting.isEmpty ? "no reader is called" : "several readers fit the name"
        throw SmartCardError(.noReader, "\(problem) “\(name)”; there are \(names)", fault: .station)
    }
}
