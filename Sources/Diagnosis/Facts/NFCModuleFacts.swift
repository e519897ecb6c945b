/// Kernel modules that take contactless readers away from pcscd.
package struct NFCModuleFacts: CheckedFacts, Hashable {
    /// Those that are loaded, by their names.
    package var loaded: [String]
    /// Interfaces of devices that one of them has taken.
    package var claimed: Int

    package init(loaded: [String], claimed: Int = 0) { (self.loaded, self.claimed) = (loaded, claimed) }

    /// The drivers of readers that pcscd drives too.
    package static let names = ["pn533_usb", "port100", "nfcsim"]

    package var check: StationCheck {
        let values: [String: CheckValue] = [
            "modules": .name(loaded.joined(separator: " ")), "count": .number(claimed),
        ]
        if claimed > 0 { return StationCheck(.nfcModulesClaimed, values) }
        return loaded.isEmpty ? StationCheck(.nfcModulesNone) : StationCheck(.nfcModulesLoaded, values)
    }
}
