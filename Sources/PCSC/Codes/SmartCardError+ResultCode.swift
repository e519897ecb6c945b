package import SmartCard

extension SmartCardError {
    /// What a result code means to the person at the desk: whose fault, and what to do.
    ///
    /// `reader` is the name where one was addressed. The code itself stands at the end, for the report.
    package init(_ result: ResultCode, reader: String? = nil) {
        let place = reader.map { "reader “\($0)”" } ?? "the reader"
        let (code, sentence, fault): (Code, String, Fault) =
            switch result {
            case .noService, .serviceStopped, .communicationError:
                (
                    .serviceDown,
                    "the smart card service (pcscd) is not running; start it with: systemctl start pcscd.socket",
                    .station
                )
            case .noReadersAvailable:
                (.noReader, "no card reader is connected; plug one in", .reader)
            case .unknownReader, .readerUnavailable:
                (.noReader, "\(place) is not connected any more; plug it in again", .reader)
            case .noSmartcard:
                (.noCard, "no card in \(place); put the card on it", .card)
            case .removedCard:
                (.cardRemoved, "the card was taken away from \(place); put it back and leave it until the end", .card)
            case .resetCard:
                (
                    .cardReset, "another program reset the card in \(place); close that program and start again",
                    .station
                )
            case .sharingViolation:
                (.readerBusy, "another program is using \(place); close that program and try again", .station)
            case .unresponsiveCard, .unpoweredCard:
                (.cardMute, "the card in \(place) does not answer; take it out, turn it over and try again", .card)
            case .unsupportedCard, .protocolMismatch:
                (.cardMute, "\(place) cannot talk to this card; it may be a card of another kind", .card)
            case .securityViolation:
                (
                    .serviceDown,
                    "this user may not use card readers; ask the administrator for the right (polkit, group plugdev)",
                    .station
                )
            case .timeout:
                (.noCard, "no card came in time; put the card on \(place)", .card)
            default:
                (.readerFailed, "\(place) failed; take the card off, plug the reader in again and retry", .reader)
            }
        self.init(code, "\(sentence) [\(result)]", fault: fault)
    }
}

extension ResultCode {
    /// Throws what the code means, unless it is success.
    func check(reader: String? = nil) throws(SmartCardError) {
        guard self != .success else { return }
        throw SmartCardError(self, reader: reader)
    }
}
