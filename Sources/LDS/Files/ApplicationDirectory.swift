package import SmartCard

/// EF.DIR: the applications on the card (Doc 9303-10 §3.11.2, ISO/IEC 7816-4 §12.2.1).
package struct ApplicationDirectory: Sendable, Hashable {
    /// One application template, tag 61.
    package struct Application: Sendable, Hashable {
        /// The data objects inside, in the file's order.
        package let objects: [BERTLV]

        package init(objects: [BERTLV]) { self.objects = objects }

        package init(identifier: [UInt8], label: String? = nil) {
            objects = [BERTLV(0x4F, identifier)] + (label.map { [BERTLV(0x50, Array($0.utf8))] } ?? [])
        }

        /// The application identifier (4F), at most 16 octets.
        package var identifier: [UInt8]? { objects.first { $0.tag == 0x4F }?.value }
        /// The label (50).
        package var label: String? {
            objects.first { $0.tag == 0x50 }.map { String(decoding: $0.value, as: UTF8.self) }
        }
        /// The name of an application that Doc 9303 defines.
        package var name: String? { identifier.flatMap { ApplicationDirectory.names[$0] } }
    }

    /// Every data object of the file; templates and what else there is.
    package let contents: DataObjectFile
    package let applications: [Application]

    package init(parsing bytes: [UInt8]) throws(LDSError) {
        let place = "EF.DIR"
        contents = try DataObjectFile(parsing: bytes, in: place)
        var applications: [Application] = []
        for template in contents.objects where template.tag == 0x61 {
            let application = Application(objects: try template.parts(in: place))
            guard let identifier = application.identifier, (1...16).contains(identifier.count) else {
                throw LDSError(.malformed, in: place, "an application template without an identifier of 1 to 16 octets")
            }
            applications.append(application)
        }
        self.applications = applications
    }

    package init(_ applications: [Application]) {
        self.applications = applications
        contents = DataObjectFile(applications.map { BERTLV(0x61, $0.objects) })
    }

    /// The file again.
    package func serialized() -> [UInt8] { contents.serialized() }

    /// The eMRTD application's identifier (Doc 9303-10 §3.4).
    package static let eMRTD: [UInt8] = [0xA0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01]

    /// Doc 9303-10 table 31.
    private static let names: [[UInt8]: String] = [
        eMRTD: "eMRTD",
        [0xA0, 0x00, 0x00, 0x02, 0x47, 0x20, 0x01]: "Travel Records",
        [0xA0, 0x00, 0x00, 0x02, 0x47, 0x20, 0x02]: "Visa Records",
        [0xA0, 0x00, 0x00, 0x02, 0x47, 0x20, 0x03]: "Additional Biometrics",
    ]
}
