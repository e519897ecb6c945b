import SmartCard

/// ISO/IEC 7816: data objects, APDUs, answers to reset.
extension FuzzTarget {
    static let codings = [
        FuzzTarget("ber-tlv") { bytes in
            let objects = try BERTLV.sequence(parsing: bytes)
            let written = objects.flatMap { $0.serialized() }
            guard try BERTLV.sequence(parsing: written) == objects else {
                throw Contradiction("data objects are written as others")
            }
            for object in objects { _ = try object.children() }
        },
        FuzzTarget("command-apdu") { bytes in
            let command = try CommandAPDU(parsing: bytes)
            guard try CommandAPDU(parsing: command.serialized()) == command else {
                throw Contradiction("a command is written as another")
            }
        },
        FuzzTarget("response-apdu") { bytes in
            let response = try ResponseAPDU(parsing: bytes)
            guard response.serialized() == bytes else { throw Contradiction("an answer is written as another") }
        },
        FuzzTarget("answer-to-reset") { _ = AnswerToReset(parsing: $0) },
    ]
}
