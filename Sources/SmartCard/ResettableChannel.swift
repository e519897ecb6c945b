/// A channel whose card can be put back to its first state, so that a session can begin anew.
package protocol ResettableChannel: CardChannel {
    /// Resets the card. Throws where it has left.
    func reset() async throws
}
