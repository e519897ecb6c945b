internal import CPCSC

extension Reader {
    /// What the reader tells of itself, card or no card; empty where it tells nothing, or another program has it for itself.
    package func properties() async -> ReaderProperties { await ReaderInquiry().properties(of: name) }
}

/// A question to a reader that leaves its card alone. Lives on a thread of its own, as long as it is asked.
private actor ReaderInquiry {
    private nonisolated let thread = DedicatedThread()
    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    func properties(of reader: String) -> ReaderProperties {
        // Given back by the end of its connection, as every card is.
        guard let connection = try? ServiceConnection() else { return ReaderProperties() }
        return withExtendedLifetime(connection) {
            var (handle, chosen): (SCARDHANDLE, DWORD) = (0, 0)
            let result = ResultCode(
                SCardConnect(connection.handle, reader, DWORD(SCARD_SHARE_DIRECT), 0, &handle, &chosen))
            guard result == .success, let features = control(handle, DWORD(ReaderProperties.getFeatureRequest)),
                let code = ReaderProperties.controlCode(of: ReaderProperties.getTLVProperties, in: features),
                let told = control(handle, DWORD(code))
            else { return ReaderProperties() }
            return ReaderProperties(parsing: told)
        }
    }

    private func control(_ handle: SCARDHANDLE, _ code: DWORD) -> [UInt8]? {
        var answer = [UInt8](repeating: 0, count: Int(MAX_BUFFER_SIZE))
        var length: DWORD = 0
        let result = ResultCode(SCardControl(handle, code, nil, 0, &answer, DWORD(answer.count), &length))
        return result == .success ? Array(answer.prefix(Int(clamping: length))) : nil
    }
}
