import ArgumentParser
import CardCrypto
import DocumentPKI
import EMRTD
import Enrollment
import Foundation
import LDS
import Registry
import SmartCard

/// A failure as a person at the desk needs it: what happened, what to do, and the exit status.
struct Failure: Error {
    let status: ExitStatus
    /// Stable, for scripts and tickets: `wrong-password`.
    let code: String
    /// What happened.
    let title: String
    /// What to do next.
    let remedy: String
    /// Tries that the card says are left for its password.
    let triesLeft: Int?

    init(_ status: ExitStatus, code: String, _ title: String, remedy: String, triesLeft: Int? = nil) {
        self.triesLeft = triesLeft
        self.status = status
        self.code = code
        self.title = title
        self.remedy = remedy
    }
}

extension Failure {
    /// The failure behind an error of the modules below.
    init(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as SmartCardError: self.init(error)
        case let error as EMRTDError: self.init(error)
        case let error as EnrollmentError: self.init(error)
        case let refusal as OfficerRefusal: self.init(refusal)
        case let error as LDSError:
            self.init(
                .cardOrReaderFailed, code: "card-\(error.code.rawValue)", "\(error)",
                remedy:
                    "The card gives data that no reader understands. Read it again; if it stays so, refuse the card.")
        case let error as CardCryptoError where [.randomnessFailed, .libraryFailed].contains(error.code):
            self.init(
                .stationFailed, code: "card-\(error.code.rawValue)",
                "this machine's cryptographic library does not work: \(error)",
                remedy: "No card is at fault. Look at OpenSSL and its configuration on this machine.")
        case let error as CardCryptoError:
            self.init(
                .cardOrReaderFailed, code: "card-\(error.code.rawValue)",
                "the card's keys or signatures do not work: \(error)",
                remedy: "Read the card again; if it stays so, refuse the card.")
        case let error as Unreachable:
            self.init(
                .stationFailed, code: error.reason.rawValue, error.detail,
                remedy: "Tell the administrator of the station.")
        case let error as RegistryError:
            self.init(.stationFailed, code: error.code.rawValue, error.message, remedy: "")
        case let refusal as TrustRefusal:
            self.init(
                .procedureFaulty, code: refusal.code.rawValue,
                "the bundle of procedures is refused: \(refusal.sentence)",
                remedy: "Nothing has changed here. Ask the registry for a bundle that holds.")
        case let error as EvidenceError: self.init(error)
        case let error as TrustError:
            self.init(error)
        default: self = Failure.other(error)
        }
    }

    private init(_ error: SmartCardError) {
        let remedy =
            switch error.code {
            case .malformedAPDU, .malformedTLV, .tooManyExchanges:
                "Take the card off and lay it down again. If it happens again, try another reader, then another card."
            default: ""
            }
        self.init(.cardOrReaderFailed, code: error.code.rawValue, error.message, remedy: remedy)
    }

    private init(_ error: EMRTDError) {
        switch error.code {
        case .wrongPassword:
            let left = error.triesLeft.map { "\($0) tries are left. " } ?? ""
            self.init(
                .wrongPassword, code: error.code.rawValue, error.message,
                remedy: left
                    + "Compare the number with the card: the CAN is the last six digits of the personal number.",
                triesLeft: error.triesLeft)
        case .passwordNeeded, .passwordMalformed:
            self.init(
                .usage, code: error.code.rawValue, error.message,
                remedy:
                    "Give --can with the last six digits of the personal number, or --mrz with the lines on the card.")
        case .accessRefused where error.status == .authenticationMethodBlocked:
            self.init(
                .wrongPassword, code: "password-blocked", error.message,
                remedy: "Use the MRZ instead of the CAN, or send the holder to the issuing office.")
        default:
            self.init(
                .cardOrReaderFailed, code: error.code.rawValue, error.description,
                remedy: "Take the card off, lay it flat on the reader, and try again without moving it.")
        }
    }

    private init(_ error: EvidenceError) {
        switch error.code {
        case .folderNotEmpty:
            self.init(
                .usage, code: error.code.rawValue, error.message,
                remedy: "Name a new folder, so that two cards are never mixed.")
        case .folderUnreadable:
            self.init(.usage, code: error.code.rawValue, error.message, remedy: "Name a folder of evidence.")
        default:
            self.init(
                .stationFailed, code: error.code.rawValue, error.message,
                remedy: "Look at the free space and the rights of its parent folder.")
        }
    }

    private init(_ error: EnrollmentError) {
        let status: ExitStatus =
            switch error.code {
            case .procedureRefuses, .alreadyWaiting: .procedureRefused
            case .rosterRefused: .trustAttention
            case .auditBroken, .auditForked: .auditBroken
            default: .stationFailed
            }
        self.init(status, code: error.code.rawValue, error.message, remedy: "")
    }

    private init(_ error: TrustError) {
        let (status, remedy): (ExitStatus, String) =
            switch error.code {
            case .storeUnreadable:
                (
                    .stationFailed,
                    "Look at the folder, its rights and the disk. Nothing can be verified until it is read."
                )
            case .storeFailed, .storeFull: (.stationFailed, "Nothing has changed. Look at the disk's space and rights.")
            case .fingerprintUnknown: (.usage, "idstation trust list shows the fingerprints.")
            default: (.stationFailed, "Get the file again from where it was published.")
            }
        self.init(status, code: error.code.rawValue, error.message, remedy: remedy)
    }

    private static func other(_ error: any Error) -> Failure {
        Failure(
            .internalFailure, code: "internal", "\(error)",
            remedy: "Report this with the version and what you did.")
    }
}

extension AsyncParsableCommand {
    /// Runs a command's work; a failure is told on standard error (and as JSON where asked) and becomes the status.
    func report(json: Bool, _ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let code as ExitCode {
            throw code
        } catch {
            let failure = Failure(error)
            Console.note("idstation: \(failure.title)" + (failure.remedy.isEmpty ? "" : "\n  → \(failure.remedy)"))
            if json {
                try Console.json([
                    "error": ["code": failure.code, "title": failure.title, "remedy": failure.remedy]
                ])
            }
            throw failure.status.code
        }
    }
}
