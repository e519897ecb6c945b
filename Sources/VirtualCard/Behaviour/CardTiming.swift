/// How fast a card and its link are, in a profile's numbers.
package struct CardTiming: Sendable, Hashable, Codable {
    /// What every exchange costs, in milliseconds.
    package var exchange: Int
    /// What an asymmetric operation costs, in milliseconds.
    package var operation: Int
    /// The link's rate, in kilobits per second: 106, 212, 424, 848 (ISO/IEC 14443-2).
    package var kilobits: Int

    package init(exchange: Int, operation: Int, kilobits: Int) {
        self.exchange = exchange
        self.operation = operation
        self.kilobits = kilobits
    }

    /// The same for a model of the link.
    package var link: ReaderModel.Link {
        ReaderModel.Link(
            bitsPerSecond: kilobits * 1000, perExchange: .milliseconds(exchange),
            perCryptographicOperation: .milliseconds(operation))
    }
}
