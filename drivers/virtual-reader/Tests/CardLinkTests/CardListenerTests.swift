import CardLink
import Glibc
import Testing

@Suite struct CardListenerTests {
    /// A path that no other test uses.
    private func freshPath() throws -> String {
        var template = Array("/tmp/card-listener.XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil)
        return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self) + "/card.sock"
    }

    private func remove(_ path: String) {
        unlink(path)
        rmdir(String(path.dropLast("/card.sock".count)))
    }

    @Test func onlyTheOwnerMayConnectAndTheFileGoesWithTheListener() throws {
        let path = try freshPath()
        defer { remove(path) }
        do {
            let listener = try CardListener(.unix(path: path))
            var status = stat()
            #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
            #expect(listener.accept() == nil)
        }
        #expect(access(path, F_OK) != 0)
    }

    @Test(
        arguments: [("0660", nil), ("0666", nil), ("0620", "\(getegid())"), (nil, "\(getegid())")]
            as [(String?, String?)])
    func othersMayConnectWhereTheConfigurationSaysSo(_ mode: String?, _ group: String?) throws {
        let path = try freshPath()
        defer { remove(path) }
        let before = umask(0o077)
        defer { umask(before) }
        let listener = try CardListener(.unix(path: path), access: SocketAccess(mode: mode, group: group))
        var status = stat()
        #expect(stat(path, &status) == 0)
        #expect(String(status.st_mode & 0o777, radix: 8) == (mode ?? "0600").dropFirst(1))
        #expect(status.st_gid == getegid())
        withExtendedLifetime(listener) {}
    }

    @Test func aGroupThatIsNotThereLeavesNoSocket() throws {
        let path = try freshPath()
        defer { remove(path) }
        #expect(throws: CardLinkError.refusedAddress("there is no group no-such-group")) {
            try CardListener(.unix(path: path), access: SocketAccess(mode: "0660", group: "no-such-group"))
        }
        #expect(access(path, F_OK) != 0)
    }

    @Test func aSocketInUseIsRefusedAndALeftoverIsReplaced() throws {
        let path = try freshPath()
        defer { remove(path) }
        do {
            let first = try CardListener(.unix(path: path))
            #expect(throws: CardLinkError.system("bind", EADDRINUSE)) { try CardListener(.unix(path: path)) }
            withExtendedLifetime(first) {}
            // A crash leaves the file: bind a socket without listening, and close it.
        }
        let leftover = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: path.utf8) }
        let bound = withUnsafePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(leftover, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        #expect(bound == 0)
        close(leftover)
        #expect(throws: Never.self) { try CardListener(.unix(path: path)) }
    }

    @Test func anotherFileIsLeftAlone() throws {
        let path = try freshPath()
        defer { remove(path) }
        close(open(path, O_CREAT | O_WRONLY, 0o600))
        #expect(throws: CardLinkError.system("bind", EEXIST)) { try CardListener(.unix(path: path)) }
        #expect(access(path, F_OK) == 0)
    }
}
