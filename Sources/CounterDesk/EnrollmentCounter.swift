package import StationWeb

/// The enrollment counter behind the page: one seat for each browser, all at the same reader and the same store.
package actor EnrollmentCounter: Counter {
    private let equipment: CounterEquipment
    private var seats: [BrowserSession: CounterSeat] = [:]
    private var order: [BrowserSession] = []
    private let (changes, changed) = AsyncStream.makeStream(
        of: DeskEvent.self, bufferingPolicy: .bufferingNewest(64))

    /// More browsers than a counter ever has; the one that was quiet longest gives its seat up and signs in again.
    private static let mostSeats = 16

    package init(_ equipment: CounterEquipment) { self.equipment = equipment }

    package func perform(
        _ action: CounterAction, from browser: BrowserSession
    ) async throws(DeskFailure) -> CounterView {
        try await seat(of: browser).perform(action)
    }

    /// Readers and cards, the progress of readings, and `view` where there is more to see.
    package nonisolated func events() -> AsyncStream<DeskEvent> {
        let (cards, changes) = (equipment.cards.events(), changes)
        return AsyncStream { continuation in
            let tasks = [
                Task { for await event in cards { continuation.yield(event) } },
                Task { for await event in changes { continuation.yield(event) } },
            ]
            continuation.onTermination = { _ in for task in tasks { task.cancel() } }
        }
    }

    /// The seat whose page did something last.
    var lastUsed: CounterSeat? { order.last.flatMap { seats[$0] } }

    nonisolated func tell(_ event: DeskEvent) { changed.yield(event) }

    private func seat(of browser: BrowserSession) -> CounterSeat {
        order.removeAll { $0 == browser }
        order.append(browser)
        if let seat = seats[browser] { return seat }
        if order.count > Self.mostSeats { seats[order.removeFirst()] = nil }
        let changed = changed
        let seat = CounterSeat(equipment) { changed.yield($0) }
        seats[browser] = seat
        return seat
    }
}
