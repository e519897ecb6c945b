import Biometrics
import Testing

@Suite("The chain of captures")
struct SBIHashChainTests {
    /// Made with coreutils: (printf '' | sha256sum; printf '\x01\x02\x03\xff' | sha256sum) as bytes, through sha256sum again.
    @Test("hashes made by another program")
    func published() throws {
        let start = try SBIHashChain.start()
        #expect(
            SBIHashChain.text(start) == "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")
        let first = try SBIHashChain.next(after: start, image: [0x01, 0x02, 0x03, 0xFF])
        #expect(SBIHashChain.text(first) == "E02DEBF7FB7F745C526806674506B70D4F425DF06D3BB5A149F12BF4FF4BD690")
        #expect(
            SBIHashChain.text(try SBIHashChain.next(after: first, image: [0x30]))
                == "40966C623466DEE88BDFF8D67E7F91602C7A2D7F2E5AF58CC59A940175C10836")
    }

    @Test("only 64 hexadecimal digits are a hash", arguments: ["", "E3", String(repeating: "0", count: 63) + "G"])
    func malformed(text: String) {
        #expect(SBIHashChain.hash(text) == nil)
    }

    @Test("either case is read")
    func cases() throws {
        let text = SBIHashChain.text(try SBIHashChain.start())
        #expect(SBIHashChain.hash(text) == SBIHashChain.hash(text.lowercased()))
        #expect(try SBIHashChain.hash(text) == SBIHashChain.start())
    }
}
