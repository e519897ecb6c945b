/// What a station's service shows, and so which resources it has at all.
package enum Surface: Sendable {
    /// A card is checked, and nothing kept.
    case check(any CardDesk)
    /// The officer's counter, with the check of a card beside it.
    case counter(any Counter, any CardDesk)
    /// A citizen alone: there is no other route than the kiosk's.
    case kiosk(any CardDesk)

    var desk: any CardDesk {
        switch self {
        case .check(let desk), .counter(_, let desk), .kiosk(let desk): desk
        }
    }

    /// Readers, cards and progress; the counter's own where there is one, for it hears the readers too.
    func events() -> AsyncStream<DeskEvent> {
        if case .counter(let counter, _) = self { counter.events() } else { desk.events() }
    }
}
