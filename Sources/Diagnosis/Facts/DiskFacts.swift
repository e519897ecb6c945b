/// The room where the station's folder is.
package struct DiskFacts: CheckedFacts, Hashable {
    /// In units of 2^20 bytes.
    package var freeMegabytes: Int
    package var freeInodes: Int
    /// 0 where the file system does not count them.
    package var inodes: Int

    package init(freeMegabytes: Int, freeInodes: Int, inodes: Int) {
        (self.freeMegabytes, self.freeInodes, self.inodes) = (freeMegabytes, freeInodes, inodes)
    }

    /// Some hundred records.
    package static let least = 512
    package static let low = 2048
    package static let leastInodes = 1000

    package var check: StationCheck {
        let values: [String: CheckValue] = ["megabytes": .number(freeMegabytes), "inodes": .number(freeInodes)]
        if freeMegabytes < Self.least { return StationCheck(.diskFull, values) }
        if inodes > 0, freeInodes < Self.leastInodes { return StationCheck(.diskInodes, values) }
        return StationCheck(freeMegabytes < Self.low ? .diskLow : .diskSpace, values)
    }
}
