import FoundationEssentials
import Testing

@testable import Registry

@Suite("Traces")
struct TraceContextTests {
    @Test("a trace has another span in each of its requests, and comes back from where it was kept")
    func record() throws {
        let trace = TraceContext()
        let next = trace.next()
        #expect(next.traceID == trace.traceID && next.spanID != trace.spanID)
        #expect(TraceContext(parsing: next.fieldValue) == next)
        #expect(TraceContext(traceID: trace.traceID)?.traceID == trace.traceID)
        #expect(TraceContext().traceID != trace.traceID)
        let id = RecordID(at: Timestamp(Date()))
        #expect(TraceContext(record: id).traceID == id.text.filter { $0 != "-" })
    }

    @Test(
        "what is no trace's id is none",
        arguments: [
            "", "0af7651916cd43dd8448eb211c8031", "0af7651916cd43dd8448eb211c80319c00",
            "0AF7651916CD43DD8448EB211C80319C", "00000000000000000000000000000000", "0af7651916cd43dd8448eb211c80319x",
        ])
    func malformed(id: String) { #expect(TraceContext(traceID: id) == nil) }

    @Test(
        "what is no traceparent of version 00 is none",
        arguments: [
            "", "00", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
            "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "00-00000000000000000000000000000000-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
            "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x",
            "00-0af7651916cd43dd8448eb211c8031é-b7ad6b7169203331-01",
        ])
    func malformed(text: String) { #expect(TraceContext(parsing: text) == nil) }

    @Test("the standard's example is read")
    func example() {
        let trace = TraceContext(parsing: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
        #expect(trace?.traceID == "0af7651916cd43dd8448eb211c80319c" && trace?.spanID == "b7ad6b7169203331")
    }
}
