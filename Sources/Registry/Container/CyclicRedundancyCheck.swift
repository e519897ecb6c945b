/// CRC-32 as ZIP has it (APPNOTE 4.4.7): finds what a disk or a line damaged, and keeps nobody from anything.
enum CyclicRedundancyCheck {
    private static let polynomial: UInt32 = 0xEDB8_8320

    static func value(of bytes: [UInt8]) -> UInt32 {
        var register = UInt32.max
        for byte in bytes {
            register ^= UInt32(byte)
            for _ in 0..<8 { register = register & 1 == 0 ? register >> 1 : register >> 1 ^ polynomial }
        }
        return ~register
    }
}
