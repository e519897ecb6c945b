import Foundation
import Glibc
import PCSC
import SmartCard

extension Machine {
    /// What is at pcscd's socket. Holds the thread.
    func door() -> ServiceFacts.Door {
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        let octets = Array(socket.utf8)
        guard octets.count < MemoryLayout.size(ofValue: name.sun_path) else { return .absent }
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: octets) }
        let line = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard line >= 0 else { return .absent }
        defer { close(line) }
        let result = withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(line, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result != 0 else { return .open }
        return switch errno {
        case EACCES, EPERM: .notPermitted
        case ECONNREFUSED: .dead
        default: .absent
        }
    }

    /// How pcscd is.
    package func service() async throws -> ServiceFacts {
        let door = try await OwnThread.run { self.door() }
        guard door == .open else { return ServiceFacts(door: door, answer: .failed) }
        guard inquiry.begin() else { return ServiceFacts(door: door, answer: .silent) }
        let answer: ServiceFacts.Answer
        do {
            _ = try await TimeLimit.run(.seconds(3)) { [inquiry] in
                defer { inquiry.end() }
                return try await SmartCardService().readers()
            }
            answer = .answered
        } catch is TimeLimit.Passed {
            answer = .silent
        } catch let error as SmartCardError {
            answer = error.message.hasSuffix("[\(ResultCode.securityViolation)]") ? .refused : .failed
        }
        // A service that may start no programs does without the version.
        let said = try? await OwnThread.run { try self.output(of: "pcscd", ["--version"]) }
        let version = said?.firstMatch(of: /pcsc-lite version ([0-9.]+[0-9])/).map { String($0.1) }
        return ServiceFacts(door: door, answer: answer, version: version)
    }

    /// The drivers of readers on USB. Their bundles say their version in a property list.
    package func driver() async throws -> DriverFacts {
        let readers = (try? await SmartCardService().readers().count) ?? 0
        guard let bundles = names(in: drivers)?.filter({ $0.hasSuffix(".bundle") }) else {
            return DriverFacts(ccid: nil, readers: readers)
        }
        guard bundles.contains("ifd-ccid.bundle") else {
            return DriverFacts(ccid: nil, others: bundles, readers: readers)
        }
        let list = text("\(drivers)/ifd-ccid.bundle/Contents/Info.plist") ?? ""
        let version = list.firstMatch(
            of: /<key>CFBundleShortVersionString<\/key>\s*<string>([0-9A-Za-z.+~-]{1,32})<\/string>/)
        return DriverFacts(
            ccid: version.map { String($0.1) } ?? "?", others: bundles.filter { $0 != "ifd-ccid.bundle" },
            readers: readers)
    }

    /// The readers, and what each tells of itself.
    package func readers(wanted: String?) async throws -> ReaderFacts {
        let readers: [PCSC.Reader]
        do { readers = try await SmartCardService().readers() } catch { throw LookFailure.after(.pcscd) }
        var facts: [ReaderFacts.Reader] = []
        for reader in readers {
            let told = await reader.properties().maximumAPDUDataSize
            facts.append(
                ReaderFacts.Reader(
                    name: reader.name, told: told.map { Int($0) },
                    isMute: reader.state.isCardPresent && reader.state.isCardMute))
        }
        return ReaderFacts(facts, wanted: wanted)
    }
}
