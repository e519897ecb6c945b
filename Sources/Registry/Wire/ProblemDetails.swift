/// Why the registry refused a request (RFC 9457), in a form that programs can act on.
package struct ProblemDetails: Error, Sendable, Hashable {
    /// What is wrong. Stable across versions; open, for a registry may be newer than the station.
    package struct Code: RawRepresentable, Sendable, Hashable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }
    }

    package let code: Code
    /// The HTTP status.
    package let status: Int
    /// What kind of problem it is, the same words for the same code.
    package let title: String
    /// What is wrong with this request, no personal data.
    package let detail: String
    /// Whether the same request can succeed later without anybody changing anything.
    package let retryable: Bool
    /// Seconds to wait before the next try, where the registry says so: here, or by Retry-After (RFC 9110 §10.2.3).
    package var retryAfter: Int?
    /// The registry's time, where the station's is wrong.
    package let registryTime: Timestamp?
    /// The trace's id, by which the registry's log tells more: 32 hexadecimal digits.
    package var trace: String?

    package init(
        _ code: Code, status: Int, title: String, detail: String, retryable: Bool = false, retryAfter: Int? = nil,
        registryTime: Timestamp? = nil, trace: String? = nil
    ) {
        self.code = code
        self.status = status
        self.title = title
        self.detail = detail
        self.retryable = retryable
        self.retryAfter = retryAfter
        self.registryTime = registryTime
        self.trace = trace
    }

    /// The media type of a problem's bytes.
    package static let mediaType = "application/problem+json"

    /// The URI that names the kind of problem.
    package var type: String { "urn:chip-id-station:problem:\(code.rawValue)" }

    /// The bytes on the wire.
    package func serialized() throws(RegistryError) -> [UInt8] {
        var members: [String: JSONValue] = [
            "type": .string(type), "title": .string(title), "status": .integer(status), "detail": .string(detail),
            "code": .string(code.rawValue), "retryable": .boolean(retryable),
        ]
        if let retryAfter { members["retryAfter"] = .integer(retryAfter) }
        if let registryTime { members["registryTime"] = .string("\(registryTime)") }
        if let trace { members["trace"] = .string(trace) }
        return try JSONValue.object(members).canonical()
    }

    /// Reads a problem; nil where the bytes are none of ours, as from a proxy in between.
    package init?(parsing bytes: [UInt8]) {
        guard let json = try? JSONValue(parsing: bytes), let code = json["code"]?.string,
            let status = json["status"]?.integer,
            let title = json["title"]?.string, let detail = json["detail"]?.string,
            let retryable = json["retryable"]?.boolean
        else { return nil }
        let wait = json["retryAfter"]?.integer.flatMap { (0...86_400).contains($0) ? $0 : nil }
        self.init(
            Code(rawValue: code), status: status, title: title, detail: detail, retryable: retryable, retryAfter: wait,
            registryTime: json["registryTime"]?.string.flatMap { Timestamp(text: $0) }, trace: json["trace"]?.string)
    }
}

extension ProblemDetails: CustomStringConvertible {
    package var description: String { "\(title): \(detail) (\(code.rawValue), HTTP \(status))" }
}
