/// Damaged copies of a file, the same ones for the same seed (SplitMix64).
struct Damage {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(below bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(max(bound, 1)))
    }

    /// One to four octets replaced, removed or put in, near the front more often: headers are there.
    mutating func damaged(_ file: [UInt8]) -> [UInt8] {
        var bytes = file
        for _ in 0...next(below: 4) {
            let place = next(below: next(below: 2) == 0 ? min(bytes.count, 160) : bytes.count)
            guard bytes.indices.contains(place) else { continue }
            switch next(below: 4) {
            case 0: bytes.remove(at: place)
            case 1: bytes.insert(UInt8(next(below: 256)), at: place)
            default: bytes[place] = UInt8(next(below: 256))
            }
        }
        return bytes
    }
}
