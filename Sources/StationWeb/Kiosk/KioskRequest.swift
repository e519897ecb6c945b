/// What the kiosk's page can ask.
struct KioskRequest: Decodable {
    enum Name: String, Decodable { case read, help }

    let name: Name
    /// Six digits, typed.
    let can: String?
    /// What a 2D scanner typed, instead. Without either, what one at a serial port read.
    let scanned: String?

    private enum CodingKeys: String, CodingKey {
        case name = "do"
        case can, scanned
    }
}
