/// A text in each language, by its code: `vi`, `en`.
package typealias Texts = [String: String]

/// What the counter's page shows now, whole: the page keeps nothing between two answers but what is being typed.
///
/// A text that depends on the language is given in each; everything from a card is text and is shown as text.
package struct CounterView: Sendable, Encodable {
    /// Which page.
    package enum Screen: String, Sendable, Encodable {
        case signIn = "sign-in"
        case endOfDay = "end-of-day"
        case locked, home, session, queue, approvals, health, slip
    }

    package var screen: Screen
    /// The station's name.
    package var station: String
    /// Who is signed in; nil on the page of signing in.
    package var officer: Officer?
    /// Seconds without a key or a touch after which the page asks for the lock.
    package var idleSeconds: Int
    /// What can be begun.
    package var procedures: [Procedure]
    /// What was begun and waits to be gone on with.
    package var drafts: [Draft]
    /// The enrollment at hand, on the screen `session`.
    package var session: Session?
    /// Records and where they stand, newest first, on the screen `queue`.
    package var queue: [QueueRow]
    /// What waits for this officer's approval, on the screen `approvals`.
    package var approvals: [Approval]
    /// Today's numbers, on the screen `end-of-day`.
    package var day: Day?
    /// The station's condition, on the screen `health`.
    package var health: [HealthRow]
    /// What the citizen takes home, on the screen `slip`.
    package var slip: Slip?

    package init(
        screen: Screen, station: String, officer: Officer? = nil, idleSeconds: Int = 180,
        procedures: [Procedure] = [], drafts: [Draft] = [], session: Session? = nil,
        queue: [QueueRow] = [], approvals: [Approval] = [], day: Day? = nil, health: [HealthRow] = [],
        slip: Slip? = nil
    ) {
        self.screen = screen
        self.station = station
        self.officer = officer
        self.idleSeconds = idleSeconds
        self.procedures = procedures
        self.drafts = drafts
        self.session = session
        self.queue = queue
        self.approvals = approvals
        self.day = day
        self.health = health
        self.slip = slip
    }
}
