import COpenJPEG

/// Octets in memory as the stream that OpenJPEG writes to; it goes back to fill in lengths.
struct MemorySink {
    private(set) var octets: [UInt8] = []
    private var offset = 0

    /// A stream into a sink, which must outlive it. The caller destroys it.
    static func stream(_ sink: UnsafeMutablePointer<MemorySink>) -> UnsafeMutablePointer<opj_stream_t?>? {
        guard let stream = opj_stream_default_create(OPJ_FALSE) else { return nil }
        opj_stream_set_user_data(stream, sink, nil)
        opj_stream_set_write_function(stream) { buffer, count, sink in
            guard let buffer, let sink else { return -1 }
            let octets = UnsafeRawBufferPointer(start: buffer, count: count)
            sink.assumingMemoryBound(to: MemorySink.self).pointee.write(octets)
            return count
        }
        opj_stream_set_skip_function(stream) { count, sink in
            guard let sink, count >= 0 else { return -1 }
            let own = sink.assumingMemoryBound(to: MemorySink.self)
            own.pointee.seek(own.pointee.offset + Int(count))
            return count
        }
        opj_stream_set_seek_function(stream) { place, sink in
            guard let sink, place >= 0 else { return OPJ_FALSE }
            sink.assumingMemoryBound(to: MemorySink.self).pointee.seek(Int(place))
            return OPJ_TRUE
        }
        return stream
    }

    private mutating func write(_ new: UnsafeRawBufferPointer) {
        let covered = min(new.count, octets.count - offset)
        octets.replaceSubrange(offset..<(offset + covered), with: new.prefix(covered))
        octets.append(contentsOf: new.dropFirst(covered))
        offset += new.count
    }

    private mutating func seek(_ place: Int) {
        if place > octets.count { octets += [UInt8](repeating: 0, count: place - octets.count) }
        offset = place
    }
}
