import FoundationEssentials

/// The form in which HTTP writes a date today, `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7).
enum HTTPDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The moment that the text stands for; nil for any other form.
    static func date(_ text: String) -> Date? {
        let fields = text.split(separator: " ")
        guard fields.count == 6, fields[0].hasSuffix(","), fields[5] == "GMT",
            let month = months.firstIndex(of: String(fields[2]))
        else { return nil }
        let number = month + 1
        let rfc3339 = "\(fields[3])-\(number < 10 ? "0" : "")\(number)-\(fields[1])T\(fields[4]).000Z"
        return Timestamp(text: rfc3339)?.date
    }
}
