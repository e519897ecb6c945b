import CardCrypto
import EMRTD
import SmartCard

/// The card's direction of secure messaging (Doc 9303-11 §9.8): commands are opened, answers protected.
extension SecureMessagingSession {
    /// Checks and opens a protected command; nil where a data object is missing or the MAC is wrong.
    mutating func open(_ command: CommandAPDU) throws -> CommandAPDU? {
        incrementCounter()
        guard let objects = try? BERTLV.sequence(parsing: command.data), objects.last?.tag == 0x8E,
            let code = objects.last?.value
        else { return nil }
        var message = cipher.pad(command.header)
        let authenticated = objects.dropLast().flatMap { $0.serialized() }
        if !authenticated.isEmpty { message += cipher.pad(authenticated) }
        guard equalInConstantTime(code, try authenticationCode(message)) else { return nil }

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
