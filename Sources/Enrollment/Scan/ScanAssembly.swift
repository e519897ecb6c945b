/// Puts a serial scanner's octets together to whole scans. A state machine: time is told to it.
///
/// A scan ends with CR, LF, tab, NUL or ETX, or with silence where the scanner is set to send no end. The lines of a machine
/// readable zone come one by one and are one scan.
struct ScanAssembly: Sendable {
    /// What came out.
    enum Event: Sendable, Hashable {
        case scan([UInt8])
        /// More octets than a scan may have; all of them up to its end are dropped.
        case tooLong
    }

    private var line: [UInt8] = []
    private var zone: [[UInt8]] = []
    private var isDropping = false

    /// Whether something waits for its end: then ``silence()`` is to be told.
    var isWaiting: Bool { !line.isEmpty || !zone.isEmpty || isDropping }

    /// Takes octets as they came.
    mutating func receive(_ octets: some Sequence<UInt8>) -> [Event] {
        var events: [Event] = []
        for octet in octets {
            switch octet {
            case 0x00, 0x03, 0x09, 0x0A, 0x0D: events += endOfLine()
            // STX and other framing.
            case ..<0x20: continue
            default:
                guard !isDropping else { continue }
                line.append(octet)
                if line.count > ScannedText.maximumLength {
                    (line, zone, isDropping) = ([], [], true)
                    events.append(.tooLong)
                }
            }
        }
        return events
    }

    /// Nothing came for a while: what is there is all.
    mutating func silence() -> [Event] { endOfLine() + endOfZone() }

    private mutating func endOfLine() -> [Event] {
        defer { (line, isDropping) = ([], false) }
        guard !line.isEmpty else { return [] }
        guard Self.isZoneLine(line), zone.allSatisfy({ $0.count == line.count }) else {
            return endOfZone() + [.scan(line)]
        }
        zone.append(line)
        return zone.count == (line.count == 30 ? 3 : 2) ? endOfZone() : []
    }

    private mutating func endOfZone() -> [Event] {
        defer { zone = [] }
        return zone.isEmpty ? [] : [.scan(Array(zone.joined(separator: [0x0A])))]
    }

    /// A line of TD1, TD2 or TD3.
    private static func isZoneLine(_ line: [UInt8]) -> Bool {
        [30, 36, 44].contains(line.count)
            && line.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || $0 == 0x3C }
    }
}
