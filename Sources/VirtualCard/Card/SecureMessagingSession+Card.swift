import CardCrypto
import EMRTD
import SmartCard

/// The card's direction of secure messaging (Doc 9303-11 §9.8): commands are opened, answers protected.
extension SecureMessagingSession {
    /// Checks and opens a protected command; nil where a data object is missing or the MAC is wrong.
    mutating func open(
        _ command: CommandAPDU, _ weaknesses: Set<CardWeakness> = []
    ) throws -> CommandAPDU? {
        incrementCounter()
        guard var objects = try? BERTLV.sequence(parsing: command.data) else { return nil }
        if objects.last?.tag != 0x8E, weaknesses.contains(.acceptsMissingMAC) {
            objects.append(BERTLV(0x8E, try expectedCode(command, objects)))
        }
        guard objects.last?.tag == 0x8E, let code = objects.last?.value else { return nil }
        let isRight = equalInConstantTime(code, try expectedCode(command, objects.dropLast()))
        guard isRight || weaknesses.contains(.acceptsWrongMAC) else { return nil }

        var plain = command
        plain.instructionClass &= ~0x0C
        plain.data = []
        plain.expectedLength = nil
        for object in objects.dropLast() {
            switch object.tag {
            case 0x87 where object.value.first == 0x01: plain.data = try decrypt(Array(object.value.dropFirst()))
            case 0x85: plain.data = try decrypt(object.value)
            case 0x97 where (1...2).contains(object.value.count):
                let length = object.value.reduce(0) { $0 << 8 | Int($1) }
                plain.expectedLength = length > 0 ? length : object.value.count == 1 ? 256 : 0x1_0000
            default: return nil
            }
        }
        return plain
    }

    private func expectedCode(_ command: CommandAPDU, _ objects: some Sequence<BERTLV>) throws -> [UInt8] {
        let authenticated = objects.flatMap { $0.serialized() }
        return try authenticationCode(
            cipher.pad(command.header) + (authenticated.isEmpty ? [] : cipher.pad(authenticated)))
    }

    /// Wraps an answer: DO'87', DO'99', DO'8E'.
    mutating func seal(_ response: ResponseAPDU) throws -> ResponseAPDU {
        incrementCounter()
        var objects: [UInt8] = []
        if !response.data.isEmpty { objects += BERTLV(0x87, [0x01] + (try encrypt(response.data))).serialized() }
        objects += BERTLV(0x99, [response.status.sw1, response.status.sw2]).serialized()
        let code = try authenticationCode(cipher.pad(objects))
        return ResponseAPDU(data: objects + BERTLV(0x8E, code).serialized(), status: response.status)
    }
}
