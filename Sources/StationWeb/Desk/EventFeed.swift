/// Hands the desk's events to every open page. A page that opens late first hears what readers and cards there are.
actor EventFeed {
    private var listeners: [Int: AsyncStream<DeskEvent>.Continuation] = [:]
    private var nextListener = 0
    private var present: [DeskEvent] = []
    private var isFinished = false

    /// More open pages than a desk ever has; the next one is turned away.
    private static let maximumListeners = 32

    /// The events from now on; nil where too many listen.
    func listen() -> AsyncStream<DeskEvent>? {
        guard listeners.count < Self.maximumListeners, !isFinished else { return nil }
        let number = nextListener
        nextListener += 1
        // A page that does not read loses the oldest events, and the station no memory.
        let (stream, continuation) = AsyncStream.makeStream(of: DeskEvent.self, bufferingPolicy: .bufferingNewest(256))
        listeners[number] = continuation
        continuation.onTermination = { _ in Task { await self.remove(number) } }
        for event in present { continuation.yield(event) }
        return stream
    }

    func send(_ event: DeskEvent) {
        switch event.kind {
        case "reader-arrived", "card-inserted": present.append(event)
        case "reader-left": present.removeAll { $0.name == event.name }
        case "card-removed": present.removeAll { $0.kind == "card-inserted" && $0.name == event.name }
        default: break
        }
        for listener in listeners.values { listener.yield(event) }
    }

    /// Ends every page's stream, so that the server can stop.
    func finish() {
        isFinished = true
        for listener in listeners.values { listener.finish() }
        listeners = [:]
    }

    private func remove(_ number: Int) { listeners[number] = nil }
}
