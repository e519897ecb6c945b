package import CardLink

/// A DEVICENAME of reader.conf: where the reader waits, who may connect, and which model it is.
///
/// `unix:/run/chip-id/reader-0.sock?mode=0660&group=chip&model=acr122u`, `tcp:127.0.0.1:35963?model=omnikey`
package struct DeviceName: Sendable, Hashable {
    package let address: ListeningAddress
    package let access: SocketAccess
    package let model: ReaderModel

    package init(parsing text: String) throws(CardLinkError) {
        var text = text[...]
        if text.count >= 2, text.first == "\"", text.last == "\"" { text = text.dropFirst().dropLast() }
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        address = try ListeningAddress(parsing: String(parts.first ?? ""))
        let options = try Self.options(parts.count > 1 ? parts[1] : nil)
        let isUnix = if case .unix = address { true } else { false }
        guard isUnix || (options["mode"] == nil && options["group"] == nil) else {
            throw .refusedAddress("mode and group are for Unix sockets; any user of this machine reaches a port")
        }
        access = try SocketAccess(mode: options["mode"], group: options["group"])
        let name = options["model"] ?? ReaderModel.plain.name
        guard let model = ReaderModel.named(name) else {
            throw .refusedAddress("there is no model \(name); there are \(ReaderModel.names)")
        }
        self.model = model
    }

    /// `name=value`, joined by `&`; each name once, and no other than ours.
    private static func options(_ text: Substring?) throws(CardLinkError) -> [String: String] {
        guard let text else { return [:] }
        var options: [String: String] = [:]
        for option in text.split(separator: "&", omittingEmptySubsequences: false) {
            let pair = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard pair.count == 2, ["mode", "group", "model"].contains(pair[0]), options[pair[0]] == nil else {
                throw .refusedAddress("“\(option)” after ? is none of mode=, group=, model=, or there twice")
            }
            options[pair[0]] = pair[1]
        }
        return options
    }
}

extension ReaderModel {
    /// The names of all models, for a message.
    static var names: String { known.map(\.name).joined(separator: ", ") }
}
