import ArgumentParser

/// What the program's exit status says. Scripts rely on the numbers.
enum ExitStatus: Int32, CaseIterable {
    case success = 0
    case internalFailure = 1
    case notGenuine = 2
    case notChecked = 3
    case cardOrReaderFailed = 4
    case wrongPassword = 5
    case registryRefused = 6
    case registryUnreachable = 7
    case stationFailed = 8
    case procedureRefused = 9
    case notAccepted = 10
    case trustAttention = 11
    case conformanceFailed = 12
    case runIncomplete = 13
    case procedureFaulty = 14
    case officerRefused = 15
    case auditBroken = 16
    case stationFaulty = 17
    case stationAttention = 18
    case usage = 64

    var meaning: String {
        switch self {
        case .success: "done"
        case .internalFailure: "a fault of this program"
        case .notGenuine: "the card is not genuine"
        case .notChecked: "could not be checked: no trusted certificate of the issuer, or a demanded check is missing"
        case .cardOrReaderFailed: "the card or the reader failed, or is not there"
        case .wrongPassword: "the card does not accept the CAN or the MRZ"
        case .registryRefused: "the registry refused a record"
        case .registryUnreachable: "the registry could not be reached; the record is kept and will be sent later"
        case .stationFailed: "the station could not store or sign; nothing was recorded"
        case .procedureRefused: "the procedure does not allow this enrollment"
        case .notAccepted: "no sign of forgery, but the policy does not accept the document"
        case .trustAttention: "trust data was refused, or the trust store wants attention"
        case .conformanceFailed: "a conformance test of the card or the reader failed"
        case .runIncomplete: "the conformance run was ended before its last test; it can be gone on with"
        case .procedureFaulty: "a procedure has findings, or a bundle of procedures was refused"
        case .officerRefused: "the officer could not sign in"
        case .auditBroken: "the audit log was changed, or is not the one that the registry knows"
        case .stationFaulty: "a check of the station found something wrong"
        case .stationAttention: "a check of the station wants attention, or could not be made"
        case .usage: "wrong usage"
        }
    }

    var code: ExitCode { ExitCode(rawValue) }

    /// The table for `--help`.
    static let help =
        "EXIT STATUS\n"
        + allCases.map { "  \($0.rawValue)\($0.rawValue < 10 ? " " : "") \($0.meaning)" }.joined(separator: "\n")
}
