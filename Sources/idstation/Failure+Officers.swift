import Enrollment
import Registry

extension Failure {
    /// Why somebody cannot sign in.
    init(_ refusal: OfficerRefusal) {
        let status: ExitStatus = refusal.code == .stationFailed ? .stationFailed : .officerRefused
        self.init(status, code: refusal.code.rawValue, refusal.title, remedy: refusal.remedy)
    }

    /// Where an audit log does not hold together.
    init(_ fault: AuditChain.Fault) {
        let what =
            switch fault.kind {
            case .changed: "was changed"
            case .gap: "does not follow: entries before it are missing, or it was inserted"
            case .broken: "does not follow the entry before: one of the two was changed or put there"
            case .foreign: "is one of another station"
            }
        self.init(
            .auditBroken, code: "audit-\(fault.kind.rawValue)", "audit entry \(fault.number) \(what)",
            remedy: "Somebody had rights on this machine. Keep it as it is, and compare with idregistry audit show.")
    }
}
