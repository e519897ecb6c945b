import LDS
import Registry

extension EnrollmentSession {
    /// To the next step, where this one is done.
    mutating func moveOn(on today: CalendarDate) throws(EnrollmentError) {
        guard isDone(draft.step, on: today) else {
            throw EnrollmentError(
                .stepNotDone, missing(at: draft.step, on: today).first?.sentences["en"] ?? "the step is not done",
                fault: .operator)
        }
        let next = procedure.step(after: draft.step, facts: facts(on: today))
        if next != Self.end { draft.step = next }
    }

    /// To the step before, which is always allowed; at the first step nothing happens.
    mutating func moveBack(on today: CalendarDate) {
        let path = path(on: today)
        guard let place = path.firstIndex(of: draft.step), place > 0 else { return }
        draft.step = path[place - 1]
    }

    /// To any step whose predecessors are done.
    mutating func move(to step: String, on today: CalendarDate) throws(EnrollmentError) {
        let path = path(on: today)
        guard let place = path.firstIndex(of: step) else {
            throw EnrollmentError(.stepUnknown, "this case has no step \(step)", fault: .operator)
        }
        guard path[..<place].allSatisfy({ isDone($0, on: today) }) else {
            throw EnrollmentError(.stepNotDone, "a step before \(step) is not done", fault: .operator)
        }
        draft.step = step
    }

    /// The step must be one of this kind on the screen: an event that comes late, after the officer went on, is refused.
    func require(_ kind: Procedure.StepKind) throws(EnrollmentError) -> Procedure.Step {
        guard let step, step.kind == kind else {
            throw EnrollmentError(
                .stepUnknown, "the case is at another step than \(kind.rawValue)", fault: .operator)
        }
        return step
    }
}
