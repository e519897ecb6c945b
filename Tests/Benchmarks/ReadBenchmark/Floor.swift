import VirtualCard

/// What the protocols require on the link, computed from the standard's message formats and not from what the station
/// did: brainpoolP256r1, AES-128, generic mapping, RSA-2048.
struct Floor {
    private(set) var exchanges = 0
    private(set) var bytes = 0
    private(set) var cryptographicOperations = 0
    /// The longest response APDU without its status word.
    let longestResponse: Int

    var isExtended: Bool { longestResponse > 256 }

    /// A full verified read of files with these sizes.
    init(longestResponse: Int, cardAccess: Int, cardInfo: Int?, files: [Int]) {
        self.longestResponse = longestResponse
        add(sent: 5, received: cardAccess + 2)
        if let cardInfo { add(sent: 5, received: cardInfo + 2) }
        // PACE, as Doc 9303-11 Appendix G.1 prints it: MSE:Set AT and four times GENERAL AUTHENTICATE.
        for (sent, received) in [(20, 2), (8, 22), (75, 71), (75, 71), (18, 14)] { add(sent: sent, received: received) }
        cryptographicOperations += 4
        // SELECT of the application; MSE:Set AT and GENERAL AUTHENTICATE of Chip Authentication.
        add(command: 7, expects: false, answer: 0)
        add(command: 12, expects: false, answer: 0)
        add(command: 69, expects: true, answer: 2)
        cryptographicOperations += 1
        addActiveAuthentication()
        for size in files { add(file: size) }
    }

    func duration(on link: ReaderModel.Link) -> Duration {
        link.duration(exchanges: exchanges, bytes: bytes, cryptographicOperations: cryptographicOperations)
    }

    private mutating func add(sent: Int, received: Int) {
        exchanges += 1
        bytes += sent + received
    }

    /// Header, Lc, data objects 87 (or none), 97, 8E, Le; 87, 99, 8E, status word (Doc 9303-11 §9.8.4).
    private mutating func add(command: Int, expects: Bool, answer: Int, extended: Bool = false) {
        let objects = Self.cryptogram(command) + (expects ? (extended ? 4 : 3) : 0) + 10
        add(sent: 4 + (extended ? 3 : 1) + objects + (extended ? 2 : 1), received: Self.cryptogram(answer) + 4 + 10 + 2)
    }

    /// The challenge in 8 bytes, the signature in 256: with short APDUs it needs GET RESPONSE.
    private mutating func addActiveAuthentication() {
        add(command: 8, expects: true, answer: 256, extended: isExtended)
        if !isExtended { add(sent: 5, received: 2) }
        cryptographicOperations += 1
    }

    private mutating func add(file size: Int) {
        // The most plain bytes whose protected answer fits.
        var capacity = longestResponse
        while Self.cryptogram(capacity) + 14 > longestResponse { capacity -= 1 }
        for start in stride(from: 0, to: size, by: capacity) {
            add(command: 0, expects: true, answer: min(capacity, size - start), extended: isExtended)
        }
    }

    /// Data object 87 around so many plain bytes: padding to a block, the padding indicator, length, tag.
    private static func cryptogram(_ plain: Int) -> Int {
        guard plain > 0 else { return 0 }
        let value = (plain / 16 + 1) * 16 + 1
        return 1 + (value < 128 ? 1 : value < 256 ? 2 : 3) + value
    }
}
