package import CardCrypto
package import SmartCard

extension SecureMessagingSession {
    /// Wraps a command: DO'87' (or '85' for an odd instruction), DO'97', DO'8E' (Doc 9303-11 §9.8.4).
    package mutating func protect(_ command: CommandAPDU) throws -> CommandAPDU {
        incrementCounter()
        var protected = command
        protected.instructionClass |= 0x0C
        var objects: [UInt8] = []
        if !command.data.isEmpty {
            let cryptogram = try encrypt(command.data)
            objects +=
                command.instruction & 1 == 0
                ? BERTLV(0x87, [0x01] + cryptogram).serialized() : BERTLV(0x85, cryptogram).serialized()
        }
        if let expected = command.expectedLength {
            objects += BERTLV(0x97, Self.lengthField(expected, extended: command.isExtended)).serialized()
        }
        var message = cipher.pad(protected.header)
        if !objects.isEmpty { message += cipher.pad(objects) }
        objects += BERTLV(0x8E, try authenticationCode(message)).serialized()
        protected.data = objects
        protected.forcesExtendedLength = command.isExtended
        protected.expectedLength = command.isExtended || objects.count > 255 ? 0x1_0000 : 256
        return protected
    }

    /// Checks and opens an answer. An unprotected one is refused, whatever its status word.
    package mutating func unprotect(_ response: ResponseAPDU) throws -> ResponseAPDU {
        incrementCounter()
        guard !response.data.isEmpty else {
            throw EMRTDError(.unprotectedAnswer, "the card left secure messaging", status: response.status)
        }
        let answer: ProtectedAnswer
        do { answer = try ProtectedAnswer(parsing: response) } catch { throw Self.malformed(error.message) }
        let expected = try authenticationCode(cipher.pad(answer.authenticated))
        guard equalInConstantTime(answer.code, expected) else { throw Self.malformed("the MAC is wrong") }
        return ResponseAPDU(data: try answer.cryptogram.map(decrypt) ?? [], status: answer.status)
    }

    /// The most plain bytes that fit a protected answer, or a protected command with Le, of this size: beside the
    /// cryptogram with its padding indicator there are DO'99' or DO'97', and DO'8E'.
    package static func plainCapacity(of size: Int, with cipher: SymmetricCipher) -> Int {
        // The cryptogram's length takes 2 octets up to 255 bytes, 3 behind.
        let header = size > 256 ? 5 : 4
        let blocks = (size - 14 - header) / cipher.blockSize
        return max(0, blocks * cipher.blockSize - 1)
    }

    private static func lengthField(_ expected: Int, extended: Bool) -> [UInt8] {
        let low = UInt8(truncatingIfNeeded: expected)
        return extended ? [UInt8(truncatingIfNeeded: expected >> 8), low] : [low]
    }

    private static func malformed(_ what: String) -> EMRTDError {
        EMRTDError(.secureMessagingFailed, "protected answer: \(what)")
    }
}
