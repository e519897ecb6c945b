import FoundationEssentials

/// Where one of a station's private keys is. It is there or nowhere: nothing falls back to another place.
package enum KeyLocation: Sendable, Hashable {
    /// A file of the station's folder with mode 0600, for the demo.
    case file(String)
    /// In a PKCS#11 token (RFC 7512): `pkcs11:token=…;object=…`.
    case token(String)
    /// In a TPM: `handle:0x81…` or `object:…`.
    case tpm(String)

    /// Reads what stands in `identity.json`. Nil for anything else, a path with a slash included.
    package init?(_ text: String) {
        guard !text.isEmpty, text.utf8.count <= 1024, !text.utf8.contains(where: { $0 < 0x20 }) else { return nil }
        if text.hasPrefix("pkcs11:") {
            self = .token(text)
        } else if text.hasPrefix("handle:") || text.hasPrefix("object:") {
            self = .tpm(text)
        } else if !text.contains("/"), !text.contains(":"), !text.hasPrefix(".") {
            self = .file(text)
        } else {
            return nil
        }
    }

    /// As it stands in `identity.json`.
    package var text: String {
        switch self {
        case .file(let name): name
        case .token(let uri), .tpm(let uri): uri
        }
    }

    /// `file`, `token` or `tpm`.
    package var kind: String {
        switch self {
        case .file: "file"
        case .token: "token"
        case .tpm: "tpm"
        }
    }

    /// For people: without the PIN that a token's address may carry.
    package var shown: String {
        text.split(separator: ";", omittingEmptySubsequences: false)
            .map { $0.contains("pin-value=") ? "pin-value=…" : String($0) }.joined(separator: ";")
    }
}
