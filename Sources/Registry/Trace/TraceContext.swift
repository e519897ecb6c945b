/// Which record, or which other errand, a request belongs to: by it a card's reading, the station's log, the registry's
/// log and the receipt's record are brought together (W3C Trace Context).
///
/// A record's trace begins when the reading of its card does: 16 random bytes, which stay with the draft and the record on
/// both sides. It tells nothing about a person.
package struct TraceContext: Sendable, Hashable {
    /// 32 lower-case hexadecimal digits, not all zero.
    package let traceID: String
    /// The one request, 16 lower-case hexadecimal digits, not all zero.
    package let spanID: String

    /// The trace of what the current task does.
    @TaskLocal package static var current: TraceContext?

    /// The field's name.
    package static let fieldName = "traceparent"
    /// The answer's field with the trace that the registry logged.
    package static let answerFieldName = "traceresponse"

    private init(traceID: String, spanID: String) {
        self.traceID = traceID
        self.spanID = spanID
    }

    /// The trace of a record that has no other: one from before traces were kept.
    package init(record: RecordID) {
        self.init(traceID: record.text.filter { $0 != "-" }, spanID: Self.random(bytes: 8))
    }

    /// A trace that was kept; nil unless it is one.
    package init?(traceID: String) {
        guard traceID.utf8.count == 32, Base16.bytes(traceID)?.contains(where: { $0 != 0 }) == true else { return nil }
        self.init(traceID: traceID, spanID: Self.random(bytes: 8))
    }

    /// A trace that begins.
    package init() { self.init(traceID: Self.random(bytes: 16), spanID: Self.random(bytes: 8)) }

    /// The trace that the field's value tells; nil unless it is of version 00 and well formed.
    package init?(parsing text: String) {
        let fields = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard fields.map(\.utf8.count) == [2, 32, 16, 2], fields[0] == "00",
            fields.allSatisfy({ Base16.bytes($0) != nil }), fields[1].contains(where: { $0 != "0" }),
            fields[2].contains(where: { $0 != "0" })
        else { return nil }
        self.init(traceID: fields[1], spanID: fields[2])
    }

    /// The next request of the same trace.
    package func next() -> TraceContext { TraceContext(traceID: traceID, spanID: Self.random(bytes: 8)) }

    /// The field's value; the last flag says that the trace is kept.
    package var fieldValue: String { "00-\(traceID)-\(spanID)-01" }

    /// An even number of digits of which one is not zero.
    private static func random(bytes count: Int) -> String {
        Base16.text([UInt8.random(in: 1...255)] + (1..<count).map { _ in UInt8.random(in: .min ... .max) })
    }
}
