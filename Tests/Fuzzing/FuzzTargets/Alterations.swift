import SmartCard
import Synchronization

/// Changes to a run of answers, as bytes: five for each, how many answers to leave, what to do, where, and with what.
final class Alterations: Sendable {
    private let state: Mutex<(script: ArraySlice<UInt8>, leaves: Int?)>

    init(_ script: [UInt8]) { state = Mutex((script[...], nil)) }

    /// The next answer, as the script changes it.
    func next(after answer: ResponseAPDU) -> ResponseAPDU {
        state.withLock { state in
            var answer = answer
            while true {
                if state.leaves == nil { state.leaves = state.script.popFirst().map(Int.init) }
                guard let leaves = state.leaves else { return answer }
                guard leaves == 0 else {
                    state.leaves = leaves - 1
                    return answer
                }
                state.leaves = nil
                guard state.script.count >= 4 else { return answer }
                let step = Array(state.script.prefix(4))
                state.script = state.script.dropFirst(4)
                answer = Self.change(answer, step[0], Int(step[1]) << 8 | Int(step[2]), step[3])
            }
        }
    }

    private static func change(_ answer: ResponseAPDU, _ action: UInt8, _ place: Int, _ value: UInt8) -> ResponseAPDU {
        var data = answer.data
        let index = data.isEmpty ? 0 : place % data.count
        switch action & 7 {
        case 0 where !data.isEmpty: data[index] = value
        case 1 where !data.isEmpty: data[index] ^= 1 << (value & 7)
        case 2: data.removeSubrange(index...)
        case 3: data.insert(value, at: index)
        case 4 where !data.isEmpty: data.remove(at: index)
        case 5: data += [UInt8](repeating: value, count: place % 300)
        case 6: data.insert(contentsOf: data.suffix(Int(value)), at: index)
        default: return ResponseAPDU(data: data, status: StatusWord(rawValue: UInt16(truncatingIfNeeded: place)))
        }
        return ResponseAPDU(data: data, status: answer.status)
    }
}
