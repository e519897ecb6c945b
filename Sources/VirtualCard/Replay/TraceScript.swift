package import SmartCard

/// A trace as a card plays it: exchange by exchange, each with what was inside it and how long it took.
package struct TraceScript: Sendable {
    package struct Step: Sendable {
        package let exchange: TracedExchange
        /// What was inside secure messaging, where this exchange ended it.
        package fileprivate(set) var protected: TracedExchange?
        package fileprivate(set) var time: Duration = .zero
        /// The station reset the card before it.
        package let followsReset: Bool
    }

    package private(set) var steps: [Step] = []
    package let answerToReset: [UInt8]?

    package init(_ trace: Trace) {
        answerToReset = trace.answerToReset
        var followsReset = false
        // Times come after the exchanges that they belong to.
        var timed = 0
        for event in trace.events {
            switch event {
            case .exchange(let exchange):
                steps.append(Step(exchange: exchange, followsReset: followsReset))
                followsReset = false
            case .protected(let exchange): if !steps.isEmpty { steps[steps.count - 1].protected = exchange }
            case .times(let times):
                for time in times where timed < steps.count {
                    steps[timed].time = .milliseconds(time)
                    timed += 1
                }
            case .reset: followsReset = true
            case .reader, .limits, .answerToReset, .step, .random, .key: break
            }
        }
    }
}
