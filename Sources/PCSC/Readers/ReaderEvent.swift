package import SmartCard

/// What happened at the readers.
package enum ReaderEvent: Sendable, Hashable {
    /// A reader was there at the start, or was plugged in.
    case readerArrived(Reader)
    /// A reader was unplugged.
    case readerLeft(Reader)
    /// A card came; its ATR is in the reader's state.
    case cardInserted(Reader)
    /// A card came that does not answer.
    case cardMute(Reader)
    /// The card left.
    case cardRemoved(Reader)
    /// pcscd is not running, or ended. All readers have left; the events go on when it is back.
    case serviceDown(SmartCardError)
}

extension ReaderEvent {
    /// The events that lead from one look at the readers to the next.
    ///
    /// A card that was swapped between the two looks shows in the event count only, and is told as gone and come; one
    /// that came and went in between, as come and gone.
    static func between(_ before: [Reader], _ after: [Reader]) -> [ReaderEvent] {
        var events: [ReaderEvent] = []
        for old in before where !after.contains(where: { $0.name == old.name }) {
            if old.state.isCardPresent { events.append(.cardRemoved(old)) }
            events.append(.readerLeft(old))
        }
        for new in after {
            let old = before.first { $0.name == new.name }
            if old == nil { events.append(.readerArrived(new)) }
            let had = old?.state.isCardPresent ?? false
            let has = new.state.isCardPresent
            // One more is not a card's coming and going: pcscd counts a moment after it shows.
            let isOther = old.map { new.state.eventCount &- $0.state.eventCount > 1 } ?? false
            if had, !has || isOther { events.append(.cardRemoved(new)) }
            if has, !had || isOther { events.append(new.state.isCardMute ? .cardMute(new) : .cardInserted(new)) }
            if !had, !has, isOther { events += [.cardInserted(new), .cardRemoved(new)] }
        }
        return events
    }

    /// Whether each reader's count fits what is seen of its card: it is odd where a card came or went, and even where
    /// none did. Where it is not, pcscd was seen between showing and counting.
    static func areConsistent(_ before: [Reader], _ after: [Reader]) -> Bool {
        after.allSatisfy { new in
            guard let old = before.first(where: { $0.name == new.name }) else { return true }
            let difference = new.state.eventCount &- old.state.eventCount
            return (old.state.isCardPresent != new.state.isCardPresent) == !difference.isMultiple(of: 2)
        }
    }
}
