/// What goes wrong between the reader and the program that plays the card.
package enum CardLinkError: Error, Sendable, Hashable {
    /// The program hung up: the card was pulled out.
    case hungUp
    /// The card did not answer, or did not take the command, in time.
    case timedOut
    /// The program said something that the protocol does not allow.
    case protocolViolation(String)
    /// The command does not fit a frame, or is no APDU.
    case unfitCommand(String)
    /// The reader is of a model that fails here, as real ones do; the card may have worked on the command.
    case readerFailed(String)
    /// The configured address is not one that we listen on.
    case refusedAddress(String)
    /// The system refused; the operation and its errno.
    case system(String, Int32)
}
