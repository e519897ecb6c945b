package import SmartCard

/// One kind of reader: how it is recognised, what it does, and from where that is known.
package struct QuirkEntry: Sendable, Hashable {
    /// `acr122u`
    package let id: String
    package let names: [NamePattern]
    package let usb: [USBNumbers]
    package let quirks: ReaderQuirks
    /// For each quirk an address where it was reported, or who measured it.
    package let origins: [ReaderQuirks.Field: [String]]
    /// The model of the virtual reader that plays this one, for the tests.
    package let model: String?

    package init(
        id: String, names: [NamePattern], usb: [USBNumbers] = [], quirks: ReaderQuirks,
        origins: [ReaderQuirks.Field: [String]] = [:], model: String? = nil
    ) {
        self.id = id
        self.names = names
        self.usb = usb
        self.quirks = quirks
        self.origins = origins
        self.model = model
    }

    /// Whether this is about that reader: its name fits one of the patterns, and its numbers on the bus are among those
    /// given. Where the driver tells no numbers the name decides alone.
    package func fits(_ reader: ReaderIdentity) -> Bool {
        let isNamed = names.contains { $0.fits(reader.name) }
        guard !usb.isEmpty, let numbers = reader.usb else { return isNamed }
        return (isNamed || names.isEmpty) && usb.contains(numbers)
    }
}
