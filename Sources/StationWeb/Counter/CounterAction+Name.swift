extension CounterAction {
    /// What can be done, with the arguments that belong to it; those in brackets may be absent.
    package enum Name: String, Sendable, Hashable, CaseIterable {
        /// Nothing: just the view.
        case look
        /// `officer`, `password`, [`can`] of the officer's own card.
        case signIn = "sign-in"
        case signOut = "sign-out"
        case lock
        /// `password`. Leads to where the lock struck.
        case unlock

        /// To the first page. A session at hand is put aside as a draft, nothing is lost.
        case home
        /// `procedure`.
        case begin
        /// `draft`.
        case resume
        /// `draft`, `reason`.
        case discard

        /// `text`: what a 2D scanner read, a QR code or the lines of an MRZ, with line feeds between them.
        case scan
        /// [`can`]: six digits; absent where something was scanned.
        case readCard = "read-card"
        /// `reason`: the chip does not answer and the officer goes on by hand.
        case chipSilent = "chip-silent"
        /// `documents`: numbers by document, `checked`.
        case papers
        /// `values`: texts by field, [`focus`]: the field where the officer is. Also sent while typing, to be kept.
        case fields
        /// `image`: a JPEG in base 64.
        case portrait
        /// `accept`, [`reason`].
        case portraitDecision = "portrait-decision"
        /// `group`: `left-four`, `right-four` or `thumbs`.
        case captureFingers = "capture-fingers"
        /// `finger`, `missing`, [`reason`].
        case fingerMissing = "finger-missing"
        /// `language` that was shown, `agreed`.
        case consent
        /// Seals the record.
        case sign
        case next
        case back
        /// `step`: back to a step that was done.
        case go

        case queue
        case approvals
        /// `record` (or the session's id), [`supervisor`, `password`, `can`] where another officer approves at once.
        case approve
        /// `record`, `reasons`: a list of codes, [`text`].
        case reject
        case endOfDay = "end-of-day"
        case health
        case sendNow = "send-now"
        /// `record`.
        case slip
    }
}
