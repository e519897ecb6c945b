import CardCrypto

/// What is asked of a device: some fingers that lie on the glass together.
package struct FingerCapture: Sendable, Hashable {
    package var fingers: [FingerPosition]
    /// Fingers of the same group that are not there.
    package var exceptions: [FingerPosition]
    /// 0 to 100: the device takes the picture when it is reached, or gives the best one when the time is over.
    package var requestedScore: Int
    /// How long the device may wait for fingers.
    package var timeout: Duration
    /// The hash of the last block of the session; nil for the first capture.
    package var previousHash: [UInt8]?
    /// Binds the answer to this request. Random unless a test says otherwise; never a record's id.
    package var transaction: String

    package init(
        _ fingers: [FingerPosition], exceptions: [FingerPosition] = [], requestedScore: Int,
        timeout: Duration = .seconds(20), previousHash: [UInt8]? = nil
    ) throws {
        self.fingers = fingers
        self.exceptions = exceptions
        self.requestedScore = requestedScore
        self.timeout = timeout
        self.previousHash = previousHash
        transaction = SBIHashChain.text(try randomBytes(16))
    }

    /// `deviceSubId`: the sensor of the group that all fingers belong to, 0 where they are of several.
    var deviceSubID: Int {
        let groups = Set(fingers.map(\.group))
        return groups.count == 1 ? groups.first?.deviceSubID ?? 0 : 0
    }
}
