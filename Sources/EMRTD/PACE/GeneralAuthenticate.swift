import SmartCard

/// GENERAL AUTHENTICATE with its dynamic authentication data (Doc 9303-11 §4.4.4.2).
struct GeneralAuthenticate {
    private let channel: any CardChannel

    init(_ channel: any CardChannel) { self.channel = channel }

    /// The data objects of an answer.
    struct Answer {
        let objects: [BERTLV]

        /// The value of a data object that must be there.
        func required(_ tag: BERTag) throws -> [UInt8] {
            guard let object = objects.first(where: { $0.tag == tag }) else {
                throw EMRTDError(.protocolViolation, "PACE: data object \(tag) is missing in the answer")
            }
            return object.value
        }
    }

    /// One step of a chain.
    func step(_ objects: [BERTLV]) async throws -> Answer {
        try await exchange(objects, instructionClass: 0x10, refusal: Self.refused)
    }

    /// The last step of PACE, where a wrong password shows. No refusal here lets another protocol try the password.
    func lastStep(_ objects: [BERTLV]) async throws -> Answer {
        try await exchange(objects, instructionClass: 0x00) { status in
            switch status {
            // 6300 is the standard's word; the others are what cards say for a token that does not fit.
            case .authenticationFailed, .securityStatusNotSatisfied, .secureMessagingObjectsIncorrect, .incorrectData:
                Self.wrongPassword(status)
            case let other where other.triesLeft != nil: Self.wrongPassword(status)
            case .authenticationMethodBlocked: Self.refused(status)
            default:
                EMRTDError(.protocolViolation, "PACE: the card broke off at the authentication token", status: status)
            }
        }
    }

    private static func wrongPassword(_ status: StatusWord) -> EMRTDError {
        EMRTDError(.wrongPassword, "the card does not accept this password", fault: .operator, status: status)
    }

    private func exchange(
        _ objects: [BERTLV], instructionClass: UInt8, refusal: (StatusWord) -> EMRTDError
    ) async throws -> Answer {
        let data = BERTLV(0x7C, objects).serialized()
        // An element is as long on both ways; what does not fit a short APDU goes extended, or in a chain
        // (Doc 9303-10 §3.6.4.2 allows it here without the card's word).
        let command = CommandAPDU(
            instructionClass, 0x86, 0x00, 0x00, data: data, expectedLength: data.count > 255 ? 0x1_0000 : 256)
        let answer = try await channel.transmit(command)
        guard answer.status == .success else { throw refusal(answer.status) }
        let template = try BERTLV(parsing: answer.data)
        guard template.tag == 0x7C else {
            throw EMRTDError(.protocolViolation, "PACE: data object 7C is missing in the answer")
        }
        return Answer(objects: try template.children())
    }

    private static func refused(_ status: StatusWord) -> EMRTDError {
        switch status {
        case .authenticationMethodBlocked:
            EMRTDError(.accessRefused, "the card has blocked this password", status: status)
        default: EMRTDError(.accessRefused, "PACE: the card refused", status: status)
        }
    }
}
