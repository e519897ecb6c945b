extension StoredZIP {
    private static let localHeader: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    private static let directoryHeader: [UInt8] = [0x50, 0x4B, 0x01, 0x02]
    private static let directoryEnd: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
    /// Bytes of a local header without the name.
    private static let localHeaderSize = 30
    /// 1.0, the version that knows stored files.
    private static let version = 10
    /// 1980-01-01, the first day that there is.
    private static let date = 0x0021

    /// The archive's bytes.
    func serialized() -> [UInt8] {
        var archive: [UInt8] = []
        var directory: [UInt8] = []
        for file in files {
            let name = Array(file.name.utf8)
            // Version, flags, method (stored), time, date, CRC-32, size twice, length of the name, of the extra field.
            let common =
                Self.short(Self.version) + Self.short(0) + Self.short(0) + Self.short(0) + Self.short(Self.date)
                + Self.long(Int(CyclicRedundancyCheck.value(of: file.bytes))) + Self.long(file.bytes.count)
                + Self.long(file.bytes.count) + Self.short(name.count) + Self.short(0)
            // Made by version 1.0 on no system in particular; comment, disk and attributes are none.
            directory += Self.directoryHeader + Self.short(Self.version) + common
            directory += Self.short(0) + Self.short(0) + Self.short(0) + Self.long(0) + Self.long(archive.count) + name
            archive += Self.localHeader + common + name + file.bytes
        }
        let end =
            Self.directoryEnd + Self.short(0) + Self.short(0) + Self.short(files.count) + Self.short(files.count)
            + Self.long(directory.count) + Self.long(archive.count) + Self.short(0)
        return archive + directory + end
    }

    /// Reads an archive of just this form.
    ///
    /// What is found by the local headers is written again, and must be the bytes that were given: then directory, sums and
    /// all the rest are right.
    /// - Parameter limit: larger ones are refused before anything is read.
    init(parsing bytes: [UInt8], atMost limit: Int) throws(RegistryError) {
        guard bytes.count <= limit else { throw Self.malformed("it has \(bytes.count) bytes") }
        var files: [File] = []
        var offset = 0
        while bytes[offset...].starts(with: Self.localHeader) {
            guard files.count < Self.mostFiles, bytes.count - offset >= Self.localHeaderSize else {
                throw Self.malformed("it is cut off, or has too many files")
            }
            let begin = offset + Self.localHeaderSize
            let nameSize = Self.number(bytes[(offset + 26)..<(offset + 28)])
            let size = Self.number(bytes[(offset + 18)..<(offset + 22)])
            guard nameSize <= Self.longestName, size <= limit, nameSize + size <= bytes.count - begin else {
                throw Self.malformed("it is cut off, or a size is wrong")
            }
            let content = begin + nameSize
            guard let name = String(validating: bytes[begin..<content], as: UTF8.self) else {
                throw Self.malformed("the name of a file is no path")
            }
            files.append(File(name: name, bytes: Array(bytes[content..<(content + size)])))
            offset = content + size
        }
        try self.init(files)
        guard serialized() == bytes else {
            throw Self.malformed("it is cut off or altered, or packed in another form than that of stored files alone")
        }
    }

    private static func short(_ value: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
    }

    private static func long(_ value: Int) -> [UInt8] { short(value) + short(value >> 16) }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reversed().reduce(0) { $0 << 8 | Int($1) } }
}
