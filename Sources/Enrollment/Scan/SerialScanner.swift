import Foundation
import Synchronization

/// A 2D scanner as a serial device: `/dev/serial/by-id/…`, or a virtual one.
///
/// Reads on a thread of its own, opens the device again after it was pulled out, and takes no more than
/// `ScannedText.maximumLength` octets a scan. Nothing of a scan goes into a log.
package struct SerialScanner: Sendable {
    /// What happens at the scanner.
    package enum Event: Sendable, Hashable {
        case connected
        /// It is not there, or not any more; it is tried again.
        case lost
        case scanned(ScannedText)
        /// Something came that is no scan of ours: why.
        case refused(EnrollmentError)
    }

    package let path: String
    /// Baud; a USB scanner does not care.
    package var speed = 9600
    /// How long without octets ends a scan that has no end mark.
    package var silence: Duration = .milliseconds(150)
    /// How long to wait before the device is tried again.
    package var pause: Duration = .seconds(1)

    package init(_ path: String) { self.path = path }

    /// The scanner's events from now on, until the stream is let go. A reader that does not keep up loses the oldest.
    package func events() -> AsyncStream<Event> {
        let (stream, continuation) = AsyncStream<Event>.makeStream(bufferingPolicy: .bufferingNewest(32))
        guard let line = SerialLine(path: path, speed: speed) else {
            continuation.yield(.lost)
            continuation.finish()
            return stream
        }
        continuation.onTermination = { _ in line.stop() }
        let (silence, pause) = (Self.milliseconds(silence), Self.milliseconds(pause))
        let thread = Thread {
            var isLost = false
            while !line.isStopped {
                guard line.open() else {
                    if !isLost { continuation.yield(.lost) }
                    isLost = true
                    line.wait(pause)
                    continue
                }
                isLost = false
                continuation.yield(.connected)
                var assembly = ScanAssembly()
                while let octets = line.read(within: assembly.isWaiting ? silence : -1) {
                    let found = octets.isEmpty ? assembly.silence() : assembly.receive(octets)
                    for event in found { continuation.yield(Self.event(event)) }
                }
                line.close()
                if !line.isStopped { continuation.yield(.lost) }
                isLost = true
                line.wait(pause)
            }
            line.close()
            continuation.finish()
        }
        thread.name = "scanner"
        thread.start()
        return stream
    }

    private static func event(_ event: ScanAssembly.Event) -> Event {
        switch event {
        case .tooLong: return .refused(ScannedText.tooLong)
        case .scan(let octets):
            do throws(EnrollmentError) { return .scanned(try ScannedText(parsing: octets)) } catch {
                return .refused(error)
            }
        }
    }

    private static func milliseconds(_ time: Duration) -> Int32 {
        let (seconds, attoseconds) = time.components
        return Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    }
}
