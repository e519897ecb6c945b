import Biometrics
import CardCrypto
import DocumentPKI
import EMRTD
import Enrollment
import Imaging
import LDS
import ReaderCatalogue
import Registry
import SmartCard
import VirtualCard

/// A way in for bytes that somebody else chose, and what must hold whatever they are.
///
/// A target neither traps nor hangs nor fills memory; every refusal is an error of ours that says what is wrong in a few
/// words; and what was accepted is written again as the same value.
public struct FuzzTarget: Sendable {
    /// The name of its folders in `Corpus` and `Replays`.
    public let name: String
    private let feed: @Sendable ([UInt8]) async throws -> Void

    init(_ name: String, _ feed: @escaping @Sendable ([UInt8]) async throws -> Void) {
        self.name = name
        self.feed = feed
    }

    /// Feeds the bytes in; throws a ``Contradiction`` where something does not hold.
    public func run(_ bytes: [UInt8]) async throws {
        do { try await feed(bytes) } catch let contradiction as Contradiction { throw contradiction } catch {
            let text = "\(error)"
            guard Self.isOurs(error) else { throw Contradiction("an error of type \(type(of: error)): \(text)") }
            guard !text.isEmpty, text.utf8.count < 1000 else {
                throw Contradiction("an error told in \(text.utf8.count) bytes")
            }
        }
    }

    private static func isOurs(_ error: any Error) -> Bool {
        error is SmartCardError || error is LDSError || error is EMRTDError || error is CardCryptoError
            || error is TrustError || error is EvidenceError || error is ImagingError || error is CardProfileError
            || error is FingerprintFailure || error is EnrollmentError || error is RegistryError
            || error is QuirkFileError
    }
}

/// Something that must hold and does not: what a fuzzer looks for.
public struct Contradiction: Error, CustomStringConvertible {
    /// What should have been, and what was.
    public let description: String

    init(_ description: String) { self.description = description }
}
