package import Foundation

extension SBIDevices {
    /// Takes fingers. They come back as good as the device could, poor ones included: the caller judges them.
    ///
    /// Ends at the latest when the request's time and the configured grace are over. Throws ``FingerprintFailure``.
    package func capture(
        _ request: FingerCapture, with device: SBIDevice, at time: Date = Date()
    ) async throws -> [CapturedFinger] {
        guard !request.fingers.isEmpty, Set(request.fingers).count == request.fingers.count else {
            throw FingerprintFailure.broken("no fingers were asked for, or one of them twice")
        }
        if device.status == .busy { throw SBIAnswer.failure("111") }
        let bytes = try await exchange(
            "RCAPTURE", "/capture", port: device.port, body: try body(request, device, at: time),
            limit: Self.largestCapture, within: request.timeout + configuration.grace)
        return try answer(at: time).fingers(bytes, for: request)
    }

    private func body(_ request: FingerCapture, _ device: SBIDevice, at time: Date) throws -> [UInt8] {
        let seconds = request.timeout.components.seconds
        let milliseconds = seconds * 1000 + request.timeout.components.attoseconds / 1_000_000_000_000_000
        let message = SBIMessages.CaptureRequest(
            env: configuration.environment, timeout: String(milliseconds),
            captureTime: time.formatted(.iso8601), transactionId: request.transaction,
            bio: [
                .init(
                    count: String(request.fingers.count), bioSubType: request.fingers.map(\.rawValue),
                    exception: request.exceptions.map(\.rawValue), requestedScore: String(request.requestedScore),
                    deviceId: device.id, deviceSubId: String(request.deviceSubID),
                    previousHash: SBIHashChain.text(try request.previousHash ?? SBIHashChain.start()))
            ])
        return Array(try JSONEncoder().encode(message))
    }
}
