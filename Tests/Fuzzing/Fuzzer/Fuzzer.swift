import CLibFuzzer
import Dispatch
import FuzzTargets
import Glibc

/// libFuzzer around one target, which `FUZZ_TARGET` names; the arguments are libFuzzer's.
@main
struct Fuzzer {
    static func main() {
        var count = CommandLine.argc
        var arguments = Optional(CommandLine.unsafeArgv)
        exit(
            LLVMFuzzerRunDriver(&count, &arguments) { start, count in
                Fuzzer.feed(Array(UnsafeBufferPointer(start: start, count: count)))
                return 0
            })
    }

    private static let target: FuzzTarget = {
        let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
        guard let target = FuzzTarget.named(name) else { fatalError("FUZZ_TARGET names no target: “\(name)”") }
        return target
    }()

    /// Runs the target to its end; a contradiction ends the process, so that libFuzzer keeps the input.
    private static func feed(_ bytes: [UInt8]) {
        let done = DispatchSemaphore(value: 0)
        Task.detached {
            do { try await target.run(bytes) } catch { fatalError("\(target.name): \(error)") }
            done.signal()
        }
        done.wait()
    }
}
