import SmartCard

/// EF.ATR/INFO: what the card can do (Doc 9303-10 §3.11.1, ISO/IEC 7816-4 §12.2.2).
package struct CardInfo: Sendable, Hashable {
    /// The longest command and response, in octets (data object 7F66).
    package struct ExtendedLengths: Sendable, Hashable {
        package let command: Int
        package let response: Int

        package init(command: Int, response: Int) {
            self.command = command
            self.response = response
        }
    }

    /// Every data object, known or not, in the file's order.
    package let contents: DataObjectFile
    /// nil where the card does not say: then extended length is not used without a probe.
    package let extendedLengths: ExtendedLengths?
    /// nil where the card does not say.
    package let capabilities: CardCapabilities?

    package init(parsing bytes: [UInt8]) throws(LDSError) {
        let place = "EF.ATR/INFO"
        contents = try DataObjectFile(parsing: bytes, in: place)
        capabilities = contents.object(0x47).map { CardCapabilities(octets: $0.value) }
        guard let lengths = contents.object(0x7F66) else {
            extendedLengths = nil
            return
        }
        let numbers = try lengths.parts(in: place)
        guard numbers.count == 2 else { throw LDSError(.malformed, in: place, "7F66 holds \(numbers.count) numbers") }
        extendedLengths = ExtendedLengths(
            command: try numbers[0].smallInteger(in: place), response: try numbers[1].smallInteger(in: place))
    }

    /// A file that says both.
    package init(extendedLengths: ExtendedLengths?, capabilities: CardCapabilities?) {
        self.extendedLengths = extendedLengths
        self.capabilities = capabilities
        let first = capabilities.map { [BERTLV(0x47, $0.octets)] } ?? []
        let second = extendedLengths.map { [BERTLV(0x7F66, [.integer($0.command), .integer($0.response)])] } ?? []
        contents = DataObjectFile(first + second)
    }

    /// The file again.
    package func serialized() -> [UInt8] { contents.serialized() }
}
