import COpenJPEG

/// Octets in memory as the stream that OpenJPEG reads from.
struct MemorySource {
    private let octets: UnsafeRawBufferPointer
    private var offset = 0

    init(_ octets: UnsafeRawBufferPointer) { self.octets = octets }

    /// A stream over a source, which must outlive it. The caller destroys it.
    static func stream(_ source: UnsafeMutablePointer<MemorySource>) -> UnsafeMutablePointer<opj_stream_t?>? {
        guard let stream = opj_stream_default_create(OPJ_TRUE) else { return nil }
        opj_stream_set_user_data(stream, source, nil)
        opj_stream_set_user_data_length(stream, UInt64(source.pointee.octets.count))
        opj_stream_set_read_function(stream) { buffer, count, source in
            guard let buffer, let source else { return -1 }
            return source.assumingMemoryBound(to: MemorySource.self).pointee.read(buffer, count)
        }
        opj_stream_set_skip_function(stream) { count, source in
            guard let source else { return -1 }
            return source.assumingMemoryBound(to: MemorySource.self).pointee.skip(count)
        }
        opj_stream_set_seek_function(stream) { place, source in
            guard let source else { return OPJ_FALSE }
            return source.assumingMemoryBound(to: MemorySource.self).pointee.seek(place) ? OPJ_TRUE : OPJ_FALSE
        }
        return stream
    }

    /// Copies at most as much as is left; -1 says that nothing is.
    private mutating func read(_ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
        let taken = min(count, octets.count - offset)
        guard taken > 0 else { return -1 }
        let rest = UnsafeRawBufferPointer(rebasing: octets[offset..<(offset + taken)])
        guard let start = rest.baseAddress else { return -1 }
        buffer.copyMemory(from: start, byteCount: taken)
        offset += taken
        return taken
    }

    private mutating func skip(_ count: Int64) -> Int64 {
        guard count >= 0, count <= Int64(octets.count - offset) else { return -1 }
        offset += Int(count)
        return count
    }

    private mutating func seek(_ place: Int64) -> Bool {
        guard place >= 0, place <= Int64(octets.count) else { return false }
        offset = Int(place)
        return true
    }
}
