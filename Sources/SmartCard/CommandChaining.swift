/// Sends a command whose data field the link cannot carry in one piece as a chain (ISO/IEC 7816-4 §5.3.3).
///
/// What the link can carry goes as it is. A command that asks for more than a short answer over a short link asks for
/// 256, and ``ResponseChaining`` fetches the rest.
package struct CommandChaining: CardChannel {
    private let base: any CardChannel

    package init(_ base: any CardChannel) { self.base = base }

    package var limits: ChannelLimits { get async { await base.limits } }

    package func transmit(_ command: CommandAPDU) async throws -> ResponseAPDU {
        let limits = await base.limits
        var rest = command
        if limits.maximumResponseData <= 256, let expected = command.expectedLength, expected > 256 {
            rest.expectedLength = 256
            rest.forcesExtendedLength = false
        }
        let piece = max(1, limits.maximumCommandData)
        while rest.data.count > piece {
            var part = rest
            part.instructionClass |= 0x10
            part.data = Array(rest.data.prefix(piece))
            part.expectedLength = nil
            let answer = try await base.transmit(part)
            guard answer.status == .success else { return answer }
            rest.data.removeFirst(piece)
        }
        return try await base.transmit(rest)
    }
}
