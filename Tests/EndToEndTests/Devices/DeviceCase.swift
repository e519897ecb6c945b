import Testing

/// A described device, and what it is to be for a station.
struct DeviceCase: CustomTestStringConvertible {
    enum Role: Equatable {
        /// A card reader, as the hwdb has it.
        case reader(kind: String, model: String)
        case serialScanner, keyboardScanner
        case camera
        case fingerprintScanner
        /// Nothing of a station's: it stays as udev itself leaves it.
        case other
    }

    /// The description's name: Descriptions/NAME.umockdev.
    let name: String
    let role: Role
    /// The last part of its name by serial number; nil where it has no serial number.
    var serialName: String?

    var testDescription: String { name }

    static func reader(_ name: String, _ kind: String, _ model: String, _ serialName: String? = nil) -> DeviceCase {
        DeviceCase(name: name, role: .reader(kind: kind, model: model), serialName: serialName)
    }

    static let all: [DeviceCase] = [
        .reader("omnikey-3x21", "contact", "OMNIKEY 3x21"),
        .reader(
            "omnikey-5022", "contactless", "OMNIKEY 5022", "HID_Global_OMNIKEY_5022_Smart_Card_Reader_TEST0000000001"),
        .reader("omnikey-5422", "dual", "OMNIKEY 5422"),
        .reader("omnikey-5427-ck", "contactless", "OMNIKEY 5427 CK"),
        .reader("acr122u", "contactless", "ACS ACR122U"),
        .reader("acr1252u", "contactless", "ACS ACR1252U"),
        .reader("acr1281u", "dual", "ACS ACR1281U"),
        .reader("acr39u", "contact", "ACS ACR39"),
        .reader("scr3310", "contact", "SCM SCR3310"),
        .reader("sdi011", "dual", "SCM SDI011"),
        .reader("utrust-3700f", "contactless", "Identiv uTrust 3700 F"),
        .reader(
            "utrust-4701f", "dual", "Identiv uTrust 4701 F",
            "Identiv_Identiv_uTrust_4701_F_Dual_Interface_Reader_53690000000001"),
        .reader("feitian-scr301", "contact", "Feitian SCR301"),
        .reader("feitian-r502-cl", "contactless", "Feitian R502-CL"),
        .reader("feitian-r502", "dual", "Feitian R502"),
        .reader("gemalto-ct30", "contact", "Gemalto IDBridge CT30"),
        .reader("gemalto-prox-du", "dual", "Gemalto Prox-DU"),
        .reader("thales-cr2000", "contactless", "Thales CR2000"),
        .reader("cherry-st-2xxx", "contact", "Cherry SmartTerminal ST-2xxx"),
        .reader("cherry-kc-1000-sc-di", "dual", "Cherry KC 1000 SC/DI"),
        .reader("elatec-twn4", "contactless", "Elatec TWN4"),
        // In no list of ours: known by its interface, and called what it calls itself.
        .reader("unlisted-au9540", "unknown", "EMV_Smartcard_Reader"),
        DeviceCase(
            name: "newland-serial", role: .serialScanner,
            serialName: "Newland_EM30xx_EM20xx_Barcode_scanner_engine_NL000001-if00"),
        DeviceCase(name: "zebra-serial", role: .serialScanner),
        DeviceCase(name: "mindeo-serial", role: .serialScanner),
        DeviceCase(
            name: "newland-keyboard", role: .keyboardScanner,
            serialName: "Newland_EM30xx_EM20xx_Barcode_scanner_engine_NL000002-if00"),
        DeviceCase(
            name: "honeywell-keyboard", role: .keyboardScanner,
            serialName: "Metrologic_Barcode_scanner_Voyager_1400g_Series_HW000001-if00"),
        DeviceCase(name: "zebra-keyboard", role: .keyboardScanner),
        DeviceCase(name: "datalogic-keyboard", role: .keyboardScanner),
        DeviceCase(name: "opticon-keyboard", role: .keyboardScanner),
        DeviceCase(name: "logitech-c920", role: .camera, serialName: "046d_HD_Pro_Webcam_C920_C9200001"),
        DeviceCase(name: "plain-camera", role: .camera),
        DeviceCase(
            name: "digitalpersona-4500", role: .fingerprintScanner,
            serialName: "DigitalPersona__Inc._U.are.U_4500_Fingerprint_Reader__00000001-0000-0000_"),
        DeviceCase(name: "futronic-fs88", role: .fingerprintScanner),
        DeviceCase(name: "morpho-mso1300", role: .fingerprintScanner),
        DeviceCase(name: "suprema-biomini", role: .fingerprintScanner),
        DeviceCase(name: "other-keyboard", role: .other),
        DeviceCase(name: "other-serial", role: .other),
        // Radios of makers whose scanners we know.
        DeviceCase(name: "other-radio", role: .other),
        DeviceCase(name: "symbol-radio", role: .other),
    ]
}
