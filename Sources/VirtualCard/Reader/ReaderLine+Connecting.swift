internal import Glibc
internal import SmartCard

extension ReaderLine {
    /// A connected socket, or an error that says where no reader was found.
    static func connect(to address: ReaderAddress) throws(SmartCardError) -> Int32 {
        let family = if case .unix = address { AF_UNIX } else { AF_INET }
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw failure(address, errno) }
        let result: Int32
        switch address {
        case .unix(let path):
            var name = sockaddr_un()
            guard path.utf8.count < MemoryLayout.size(ofValue: name.sun_path), !path.utf8.contains(0) else {
                close(descriptor)
                throw failure(address, ENAMETOOLONG)
            }
            name.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: path.utf8) }
            result = connect(descriptor, to: name)
        case .loopback(let port):
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_port = port.bigEndian
            name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            var on: Int32 = 1
            setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
            result = connect(descriptor, to: name)
        }
        guard result == 0 else {
            let reason = errno
            close(descriptor)
            throw failure(address, reason)
        }
        return descriptor
    }

    private static func connect<Name>(_ descriptor: Int32, to name: Name) -> Int32 {
        withUnsafeBytes(of: name) { bytes in
            guard let address = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return -1 }
            return Glibc.connect(descriptor, address, socklen_t(bytes.count))
        }
    }

    private static func failure(_ address: ReaderAddress, _ reason: Int32) -> SmartCardError {
        let what =
            switch reason {
            case EACCES, EPERM: "this user may not connect; run as the user that runs pcscd"
            case ENOENT, ECONNREFUSED: "no virtual reader waits there; start pcscd with the virtual reader first"
            default: "cannot connect (errno \(reason))"
            }
        return SmartCardError(.noReader, "\(address): \(what)", fault: .reader)
    }
}
