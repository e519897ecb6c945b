import Foundation
import Hummingbird
import NIOCore

/// Responses in the forms that the page reads.
enum Answer {
    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return text(String(decoding: try encoder.encode(value), as: UTF8.self), "application/json", status: status)
    }

    static func failure(_ failure: DeskFailure, status: HTTPResponse.Status) throws -> Response {
        try json(["error": failure], status: status)
    }

    static func text(_ text: String, _ mediaType: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: mediaType + "; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// Server-sent events until the stream ends or the page goes (HTML standard §9.2).
    static func events(_ stream: AsyncStream<DeskEvent>) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/event-stream"],
            body: ResponseBody { writer in
                let encoder = JSONEncoder()
                try await writer.write(ByteBuffer(string: ": open\n\n"))
                for await event in stream {
                    let json = String(decoding: try encoder.encode(event), as: UTF8.self)
                    try await writer.write(ByteBuffer(string: "data: \(json)\n\n"))
                }
                try await writer.finish(nil)
            })
    }
}
