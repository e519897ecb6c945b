/// Reads one HTTP/1.1 request by hand. SwiftNIO's parser knows the methods of the standard alone and refuses MOSIPDISC;
/// a device's clients send a short request with a Content-Length, and nothing else is taken.
struct HTTPRequestParser: Sendable {
    /// A request that is complete.
    struct Request: Sendable, Hashable {
        let method: String
        let path: String
        let body: [UInt8]
    }

    /// What there is after some bytes.
    enum Outcome: Sendable, Hashable {
        case incomplete
        case complete(Request)
        case malformed
    }

    private static let largestHead = 16 << 10
    private static let largestBody = 64 << 10
    private var bytes: [UInt8] = []

    /// Takes further bytes and says what they make with those before.
    mutating func receive(_ more: some Sequence<UInt8>) -> Outcome {
        bytes += more
        guard let end = headEnd else { return bytes.count > Self.largestHead ? .malformed : .incomplete }
        let head = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n").map(String.init)
        let line = (head.first ?? "").split(separator: " ")
        guard line.count == 3, line[2].hasPrefix("HTTP/1."), end <= Self.largestHead else { return .malformed }
        var length = 0
        for field in head.dropFirst() {
            let parts = field.split(separator: ":", maxSplits: 1).map { $0.filter { $0 != " " }.lowercased() }
            guard parts.count == 2 else { continue }
            if parts[0] == "transfer-encoding" { return .malformed }
            guard parts[0] == "content-length" else { continue }
            guard let value = Int(parts[1]), (0...Self.largestBody).contains(value) else { return .malformed }
            length = value
        }
        let body = bytes[(end + 4)...]
        guard body.count >= length else { return .incomplete }
        return .complete(Request(method: String(line[0]), path: String(line[1]), body: Array(body.prefix(length))))
    }

    private var headEnd: Int? {
        let mark: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
        guard bytes.count >= 4 else { return nil }
        return (0...(bytes.count - 4)).first { bytes[$0..<($0 + 4)].elementsEqual(mark) }
    }
}
