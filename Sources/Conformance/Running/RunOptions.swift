/// What the operator allows, and how long things may take.
package struct RunOptions: Sendable, Hashable {
    /// Cases may try wrong passwords, which a card may count. Never down to its last two tries.
    package var triesWrongPasswords = false
    /// A person stands by who lifts the card when asked.
    package var isInteractive = false
    /// Cases may wait for seconds.
    package var isPatient = false
    /// The report may hold everything. Only for cards of persons who do not exist.
    package var isFull = false
    /// For one case.
    package var timeLimit = Duration.seconds(120)
    /// How long to wait for a card that was lifted.
    package var patienceForReturn = Duration.seconds(10)

    package init() {}
}
