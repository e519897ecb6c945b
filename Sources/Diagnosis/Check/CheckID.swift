/// One thing of a station that can be in order or not. In the order in which a person looks: what stands above can be the
/// reason of what stands below.
package enum CheckID: String, Sendable, CaseIterable {
    case folder, configuration
    case pcscd, driver, readers
    case usbPower = "usb-power"
    case nfcModules = "nfc-modules"
    case codeScanner = "code-scanner"
    case fingers
    case trust, roster, procedures
    case key, certificate
    case clock, disk, database
    case queue, records, registry
    case openssl, fonts, browser

    /// The longest that looking may take. After it the check says that it could not be looked at.
    package var timeLimit: Duration {
        switch self {
        case .database: .seconds(30)
        case .registry, .clock, .key: .seconds(15)
        case .fingers, .procedures, .trust: .seconds(10)
        default: .seconds(5)
        }
    }
}
