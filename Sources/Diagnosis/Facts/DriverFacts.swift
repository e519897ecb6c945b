/// The drivers that pcscd can load for readers on USB.
package struct DriverFacts: CheckedFacts, Hashable {
    /// The version of the CCID driver's bundle; nil where it is not there.
    package var ccid: String?
    /// Bundles beside it, by their names.
    package var others: [String]
    /// Readers that pcscd has, by whatever driver.
    package var readers: Int

    package init(ccid: String?, others: [String] = [], readers: Int = 0) {
        (self.ccid, self.others, self.readers) = (ccid, others, readers)
    }

    package var check: StationCheck {
        if let ccid { return StationCheck(.driverInstalled, ["version": .version(ccid)]) }
        guard readers == 0, others.isEmpty else { return StationCheck(.driverOther, ["readers": .number(readers)]) }
        return StationCheck(.driverMissing)
    }
}
