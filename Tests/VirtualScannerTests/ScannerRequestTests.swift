import Foundation
import Testing

@testable import VirtualScanner

@Suite("Requests to the virtual scanner")
struct ScannerRequestTests {
    private static let request = "RCAPTURE /capture HTTP/1.1\r\nHost: 127.0.0.1:4501\r\ncontent-length: 4\r\n\r\nbody"

    @Test("a request is complete with its last byte and not before, however it comes")
    func dripFeed() {
        var parser = HTTPRequestParser()
        let bytes = Array(Self.request.utf8)
        for byte in bytes.dropLast() { #expect(parser.receive([byte]) == .incomplete) }
        let whole = HTTPRequestParser.Outcome.complete(
            .init(method: "RCAPTURE", path: "/capture", body: Array("body".utf8)))
        #expect(parser.receive(bytes.suffix(1)) == whole)
        var atOnce = HTTPRequestParser()
        #expect(atOnce.receive(bytes) == whole)
    }

    @Test(
        "what is no request",
        arguments: [
            "\r\n\r\n", "GET /\r\n\r\n", "A B FTP/1.0\r\n\r\n", "A B HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
            "A B HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
            "A B HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
        ])
    func malformed(text: String) {
        var parser = HTTPRequestParser()
        #expect(parser.receive(Array(text.utf8)) == .malformed)
    }

    @Test("a head without end is given up")
    func endless() {
        var parser = HTTPRequestParser()
        #expect(parser.receive([UInt8](repeating: 0x41, count: 20_000)) == .malformed)
    }
}
