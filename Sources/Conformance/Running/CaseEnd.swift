import SmartCard

/// Why a test case ends before its last line. The runner makes the verdict of it.
enum CaseEnd: Error {
    /// A step was not fulfilled; it is recorded.
    case failed(String)
    /// No answer came: the card was lifted, or lost its voice, or the reader failed.
    case noAnswer(SmartCardError)
    case notApplicable(String)
    case skipped(String)
}
