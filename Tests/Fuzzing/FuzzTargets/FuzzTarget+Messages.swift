import CardCrypto
import EMRTD
import LDS
import SmartCard

/// Answers on their way: protected ones, and a file's pieces.
extension FuzzTarget {
    static let messages = [
        FuzzTarget("secure-messaging") { bytes in
            // The first byte chooses the cipher, and whether the MAC is made right.
            let ciphers: [SymmetricCipher] = [.tripleDES, .aes128, .aes192, .aes256]
            let choice = bytes.first ?? 0
            let cipher = ciphers[Int(choice & 3)]
            var session = try SecureMessagingSession(cipher: cipher, sharedSecret: SecretBytes([1, 2, 3, 4]))
            var data = Array(bytes.dropFirst())
            if choice & 4 != 0 {
                var card = session
                card.incrementCounter()
                let code = try card.authenticationCode(cipher.pad(data))
                data += BERTLV(0x8E, code).serialized()
            }
            let answer = try session.unprotect(ResponseAPDU(data: data, status: .success))
            guard answer.data.count < bytes.count else { throw Contradiction("more came out than went in") }
        },
        FuzzTarget("file-reader") { bytes in
            let channel = ScriptedCard(bytes)
            let strategy = ReadStrategy(maximumResponse: bytes.first.map { Int($0) + 1 } ?? 256)
            let budget = ExchangeBudget(exchanges: 500)
            let reader = FileReader(MeteredChannel(channel, budget: budget), strategy: strategy, maximumFileSize: 4096)
            guard case .read(let file) = try await reader.read(.dg1) else { return }
            guard file.bytes.count <= 4096 else { throw Contradiction("a file of \(file.bytes.count) bytes") }
        },
    ]
}

/// A card that answers what the bytes say, one length, data and status word after the other, and then leaves.
private actor ScriptedCard: CardChannel {
    nonisolated let limits = ChannelLimits.extended
    private var script: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { script = bytes.dropFirst() }

    func transmit(_: CommandAPDU) throws -> ResponseAPDU {
        guard let count = script.popFirst() else { throw SmartCardError(.cardRemoved, "the script ends") }
        let answer = Array(script.prefix(Int(count)))
        script = script.dropFirst(Int(count))
        return try ResponseAPDU(parsing: answer)
    }
}
