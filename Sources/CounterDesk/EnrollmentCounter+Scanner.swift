import StationWeb

extension EnrollmentCounter {
    /// What a scanner at a serial port read goes to the browser that was used last: no page hears it but the one that looks
    /// next. Where nothing is to be scanned there, nothing happens.
    package func scanned(_ text: String) async {
        guard let seat = lastUsed else { return }
        _ = try? await seat.perform(CounterAction(.scan, ["text": .text(text)]))
        tell(DeskEvent("view", ""))
    }
}
