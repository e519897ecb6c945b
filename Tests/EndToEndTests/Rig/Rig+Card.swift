/// Cards in a rig's readers.
extension Rig {
    /// Puts a virtual card into a reader with `idcard insert` or `idcard replay`, and waits until the reader has it.
    ///
    /// `kill()` of the result tears the card out, `terminate()` takes it out properly.
    func insertCard(
        _ arguments: [String], by command: String = "insert", reader: Int = 0, says ready: String
    ) async throws -> RunningProgram {
        guard readers.indices.contains(reader) else { throw RigError("the rig has no reader \(reader)") }
        let card = try start("idcard", [command, "--reader", "unix:\(readers[reader])"] + arguments)
        try await card.waitForOutput(ready)
        return card
    }
}
