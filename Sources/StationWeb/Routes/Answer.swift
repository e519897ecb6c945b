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

    /// A failure with its words, and what the page shows nevertheless.
    static func failure(
        _ failure: DeskFailure, status: HTTPResponse.Status, _ catalogue: FailureCatalogue, view: CounterView? = nil
    ) throws -> Response {
        try json(Failed(error: failure.told(by: catalogue), view: view), status: status)
    }

    private struct Failed: Encodable {
        let error: DeskFailure.Told
        let view: CounterView?
    }

    static func text(_ text: String, _ mediaType: String, status: HTTPResponse.Status = .ok) -> Response {
        bytes(Array(text.utf8), mediaType + "; charset=utf-8", status: status)
    }

    static func bytes(_ bytes: [UInt8], _ mediaType: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: mediaType], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }

    /// Server-sent events until the stream ends or the page goes (HTML standard §9.2).
    static func events(_ stream: AsyncStream<DeskEvent>, for request: Request) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/event-stream"],
            body: ResponseBody { writer in
                var writer = writer
                // A closed page ends the stream even while the desk is quiet and nothing is written.
                try await request.body.consumeWithCancellationOnInboundClose { _ in
                    try await write(stream, to: &writer)
                }
                try await writer.finish(nil)
            })
    }

    private static func write(_ events: AsyncStream<DeskEvent>, to writer: inout any ResponseBodyWriter) async throws {
        let encoder = JSONEncoder()
        try await writer.write(ByteBuffer(string: ": open\n\n"))
        for await event in events {
            let json = String(decoding: try encoder.encode(event), as: UTF8.self)
            try await writer.write(ByteBuffer(string: "data: \(json)\n\n"))
        }
    }
}
