/// What was found of one thing, before it is judged. Judging reads nothing and asks nobody, so that a test can say what
/// would be if.
package protocol CheckedFacts: Sendable {
    var check: StationCheck { get }
}
