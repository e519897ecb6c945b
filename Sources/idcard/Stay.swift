import ArgumentParser
import Foundation
import SmartCard
import VirtualCard

/// A card's stay in a reader, from the connection to the end, which is told on standard output.
enum Stay {
    /// Serves the card until it is taken out by a signal, leaves, or the reader hangs up.
    static func run(_ card: some EmulatedCard, in address: ReaderAddress, json: Bool) async throws {
        let announced = AnnouncedCard(card, place: "\(address)", json: json)
        let stay = Task { try await VPCDClient(address).insert(announced) }
        let signals = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { stay.cancel() }
            source.resume()
            return source
        }
        defer { signals.forEach { $0.cancel() } }
        do {
            switch try await stay.value {
            case .removed: announced.tell("removed", "taken out")
            case .left: announced.tell("left", "left the reader")
            case .readerHungUp: announced.tell("reader-hung-up", "the reader hung up")
            case .turnedAway:
                announced.tell("turned-away", "the reader turned the card away: it has another one")
                throw ExitCode(1)
            }
        } catch let error as SmartCardError {
            FileHandle.standardError.write(Data("idcard: \(error)\n".utf8))
            throw ExitCode(1)
        }
    }
}
