import Enrollment
import Registry
import StationWeb

extension CounterSeat {
    func entry(_ action: CounterAction) throws {
        switch action.name {
        case .papers:
            guard let numbers = action.table("documents"), let isChecked = action.flag("checked") else {
                throw DeskFailure(code: "malformed-request")
            }
            _ = try handle(.papersChecked(numbers: numbers, isChecked: isChecked))
        case .fields:
            guard let values = action.table("values") else { throw DeskFailure(code: "malformed-request") }
            let phone = work?.session.draft.entry["phone"]
            _ = try handle(.entered(values))
            work?.focus = action.text("focus")
            if let typed = work?.session.draft.entry["phone"], typed != phone, isPhoneComplete {
                Task { await self.lookForDuplicates() }
            }
        default:
            guard let hasAgreed = action.flag("agreed") else { throw DeskFailure(code: "malformed-request") }
            _ = try handle(.consented(language: text(action, "language"), hasAgreed: hasAgreed))
        }
    }

    private var isPhoneComplete: Bool {
        guard let session = work?.session else { return false }
        return !session.missing(at: session.draft.step, on: equipment.today()).contains { $0.field == "phone" }
    }

    func move(_ action: CounterAction) throws {
        switch action.name {
        case .next: _ = try handle(.movedOn)
        case .back: _ = try handle(.movedBack)
        default: _ = try handle(.moved(to: text(action, "step")))
        }
        work?.focus = nil
    }
}
