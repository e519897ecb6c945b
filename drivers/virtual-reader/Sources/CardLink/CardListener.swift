internal import Glibc

/// The slot's opening: a listening socket. Closing it takes the socket's file away.
package final class CardListener: Sendable {
    package let address: ListeningAddress
    package let descriptor: Int32

    /// Listens. A Unix socket gets mode 0600 before it has a name, so there is no moment when others could connect than
    /// those that `access` lets in.
    package init(_ address: ListeningAddress, access: SocketAccess = .owner) throws(CardLinkError) {
        let family = if case .unix = address { AF_UNIX } else { AF_INET }
        let opened = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard opened >= 0 else { throw .system("socket", errno) }
        // The properties are set last: an initialiser that throws after that would run deinit.
        do throws(CardLinkError) {
            try Self.bind(opened, to: address)
            do throws(CardLinkError) {
                guard listen(opened, 4) == 0 else { throw .system("listen", errno) }
                if case .unix(let path) = address { try Self.admit(access, to: path) }
            } catch {
                if case .unix(let path) = address { unlink(path) }
                throw error
            }
            _ = fcntl(opened, F_SETFL, O_NONBLOCK)
        } catch {
            close(opened)
            throw error
        }
        self.address = address
        descriptor = opened
    }

    deinit {
        if case .unix(let path) = address { unlink(path) }
        close(descriptor)
    }

    /// The card that waits at the opening, if one does.
    package func accept() -> CardConnection? {
        let accepted = Glibc.accept(descriptor, nil, nil)
        guard accepted >= 0 else { return nil }
        if case .loopback = address {
            var on: Int32 = 1
            setsockopt(accepted, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        }
        return CardConnection(owning: accepted)
    }

    private static func bind(_ descriptor: Int32, to address: ListeningAddress) throws(CardLinkError) {
        switch address {
        case .unix(let path):
            try removeLeftover(path)
            guard fchmod(descriptor, 0o600) == 0 else { throw .system("fchmod", errno) }
            var name = unixName(path)
            let result = withUnsafePointer(to: &name) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    Glibc.bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            guard result == 0 else { throw .system("bind", errno) }
        case .loopback(let port):
            var on: Int32 = 1
            setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_port = port.bigEndian
            name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            let result = withUnsafePointer(to: &name) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    Glibc.bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            guard result == 0 else { throw .system("bind", errno) }
        }
    }

    /// Takes away the socket of a pcscd that was killed. A socket in use, or any other file, stays and is refused.
    private static func removeLeftover(_ path: String) throws(CardLinkError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw .system("bind", EEXIST) }
        let flags = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue
        let probe = socket(AF_UNIX, Int32(flags), 0)
        guard probe >= 0 else { throw .system("socket", errno) }
        defer { close(probe) }
        var name = unixName(path)
        let result = withUnsafePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(probe, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result != 0, errno == ECONNREFUSED else { throw .system("bind", EADDRINUSE) }
        unlink(path)
    }

    private static func unixName(_ path: String) -> sockaddr_un {
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &name.sun_path) {
            $0.copyBytes(from: path.utf8.prefix(ListeningAddress.longestPath))
        }
        return name
    }
}
