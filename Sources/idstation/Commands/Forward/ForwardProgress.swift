import Enrollment

/// How far the record under way has come, for the one who waits: a line for each piece
/// of a large one.
enum ForwardProgress {
    static func show(_ progress: Outbox.Progress) {
        guard progress.total > 512 << 10 else { return }
        Console.note("record \(progress.sequence): \(progress.sent >> 10) of \(progress.total >> 10) KiB")
    }
}
