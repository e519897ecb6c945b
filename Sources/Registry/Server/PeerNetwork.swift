import Glibc
import NIOCore

/// By what the public listener tells its clients apart: an IPv4 address, or the network of an IPv6 address (its first 64
/// bits), within which anybody has as many addresses as he likes.
struct PeerNetwork: Sendable, Hashable {
    /// 4 or 8 bytes; none for a client without an address.
    let bytes: [UInt8]

    private static let mappedPrefix: [UInt8] = Array(repeating: 0, count: 10) + [0xFF, 0xFF]

    init(_ address: SocketAddress?) {
        let text = address?.ipAddress ?? ""
        var (four, sixteen) = ([UInt8](repeating: 0, count: 4), [UInt8](repeating: 0, count: 16))
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = four
        } else if inet_pton(AF_INET6, text, &sixteen) == 1 {
            // An IPv4 client at a socket for both (RFC 4291 §2.5.5.2).
            bytes = sixteen.starts(with: Self.mappedPrefix) ? Array(sixteen.suffix(4)) : Array(sixteen.prefix(8))
        } else {
            bytes = []
        }
    }
}
