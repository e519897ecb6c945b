/// Whether the kernel may put card readers on USB to sleep. A reader that sleeps loses its card.
package struct USBPowerFacts: CheckedFacts, Hashable {
    package struct Device: Sendable, Hashable {
        /// The product's name and its ids, `ACR122U (072f:2200)`.
        package var name: String
        /// `power/control` of the device in /sys: `on` or `auto`.
        package var control: String

        package init(name: String, control: String) { (self.name, self.control) = (name, control) }
    }

    package var readers: [Device]

    package init(_ readers: [Device]) { self.readers = readers }

    package var check: StationCheck {
        let sleepers = readers.filter { $0.control == "auto" }
        if readers.isEmpty { return StationCheck(.usbPowerNone) }
        guard !sleepers.isEmpty else { return StationCheck(.usbPowerOn, ["count": .number(readers.count)]) }
        return StationCheck(
            .usbPowerAuto,
            ["readers": .name(sleepers.map(\.name).joined(separator: ", ")), "count": .number(sleepers.count)])
    }
}
