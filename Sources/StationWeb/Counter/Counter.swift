/// What the counter's page needs of the program behind it: one action in, the whole view out.
///
/// The page holds no state that counts. Whatever an officer does is an action, the answer says what to show, and a draft
/// survives because the other side kept it before it answered.
package protocol Counter: Sendable {
    /// Does what the page asks and says what to show then. A failure changes nothing that was entered before.
    ///
    /// Actions may come side by side, from two pages of one browser as well: the other side puts them in order.
    func perform(_ action: CounterAction, from browser: BrowserSession) async throws(DeskFailure) -> CounterView

    /// Readers and cards as they come and go, beginning with those that are there, the progress of readings, and `view`:
    /// there is more to see, so look again. Carries no personal data, for every open page hears it.
    func events() -> AsyncStream<DeskEvent>
}
