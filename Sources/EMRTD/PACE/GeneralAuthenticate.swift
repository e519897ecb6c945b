import SmartCard

/// GENERAL AUTHENTICATE with its dynamic authentication data (Doc 9303-11 §4.4.4.2).
struct GeneralAuthenticate {
    private let channel: any CardChannel

    init(_ channel: any CardChannel) { self.channel = channel }

    /// One step of a chain: returns the value of the data object that the card must answer with.
    func step(_ objects: [BERTLV], expecting tag: BERTag) async throws -> [UInt8] {
        try await exchange(objects, expecting: tag, instructionClass: 0x10, refusal: Self.refused)
    }

    /// The last step of PACE, where a wrong password shows.
    func lastStep(_ objects: [BERTLV], expecting tag: BERTag) async throws -> [UInt8] {
        try await exchange(objects, expecting: tag, instructionClass: 0x00) { status in
            guard status == .authenticationFailed || status.triesLeft != nil else { return Self.refused(status) }
            return EMRTDError(
                .wrongPassword, "the card does not accept this password", fault: .operator, status: status)
        }
    }

    private func exchange(
        _ objects: [BERTLV], expecting tag: BERTag, instructionClass: UInt8, refusal: (StatusWord) -> EMRTDError
    ) async throws -> [UInt8] {
        let data = BERTLV(0x7C, objects).serialized()
        let answer = try await channel.transmit(
            CommandAPDU(instructionClass, 0x86, 0x00, 0x00, data: data, expectedLength: 256))
        guard answer.status == .success else { throw refusal(answer.status) }
        let template = try BERTLV(parsing: answer.data)
        guard template.tag == 0x7C, let object = try template.child(tag) else {
            throw EMRTDError(.protocolViolation, "PACE: data object \(tag) is missing in the answer")
        }
        return object.value
    }

    private static func refused(_ status: StatusWord) -> EMRTDError {
        switch status {
        case .authenticationMethodBlocked:
            EMRTDError(.accessRefused, "the card has blocked this password", status: status)
        default: EMRTDError(.accessRefused, "PACE: the card refused", status: status)
        }
    }
}
