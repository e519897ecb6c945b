/// What a session saw when it looked: the devices that are plugged, and what udevd and systemd made of them.
struct DeviceLook: Decodable {
    /// One node of /sys: a USB device, one of its interfaces, or what hangs on that.
    struct Record: Decodable {
        struct Node: Decodable {
            let path: String
            let mode: String
            let group: String
        }

        let path: String
        let subsystem: String
        /// `usb_device` or `usb_interface`; nil where the subsystem has no such types.
        let type: String?
        /// Its file in /dev; nil where it has none.
        let node: Node?
        /// `power/control`: `on` where it never sleeps, `auto` where it may; nil where it has no such attribute.
        let power: String?
        /// The state of the unit that udev had systemd start for it; nil where it asked for none.
        let unit: String?
        /// What udev's database says of it.
        let properties: [String: String]
        /// The names that it has in /dev besides its own.
        let links: [String]

        /// The names that our rules gave.
        var ourLinks: [String] { links.filter { $0.hasPrefix("/dev/chip-id") } }
        /// The properties that our rules or our hwdb gave.
        var ourProperties: [String: String] { properties.filter { $0.key.hasPrefix("ID_CHIP_ID_") } }
    }

    /// By the label under which a device was plugged; children come first, as in the description.
    let devices: [String: [Record]]
    /// All names below /dev/chip-id, and /dev/chip-id-scanner; each with the node that it leads to.
    let names: [String: String]
    /// Everything that chip-id-reader has told the journal so far: MESSAGE and our fields.
    let journal: [[String: String]]
    /// What udev wrote into pn533_usb's `unbind`.
    let unbound: String
    /// What udevd said of our rules.
    let complaints: [String]
    /// The readers in /run/chip-id-readers.
    let kept: [String]
    /// The state of units that readers come with.
    let units: [String: String]
}
