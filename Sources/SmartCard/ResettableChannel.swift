/// A channel whose card can be put back to its first state, so that a session can begin anew.
package protocol ResettableChannel: CardChannel {
    /// Resets the card. Where it has left, waits so long for its return, and throws where it does not come back.
    func reset(waiting patience: Duration) async throws
}
