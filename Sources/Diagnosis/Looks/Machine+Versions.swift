import CardCrypto
import Foundation
import Glibc

extension Machine {
    /// What runs here, by name: the system, its kernel, the package, libraries.
    package func versions() -> [String: String] {
        var versions = ["openssl": CryptoLibrary.version]
        let release = text("/etc/os-release") ?? ""
        if let name = release.firstMatch(of: /PRETTY_NAME="([^"\n]{1,80})"/) { versions["system"] = String(name.1) }
        var names = utsname()
        if uname(&names) == 0 {
            versions["kernel"] = Self.text(of: names.release)
            versions["architecture"] = Self.text(of: names.machine)
        }
        if let package = try? output(of: "dpkg-query", ["-W", "-f=${Version}", "chip-id-station"]), !package.isEmpty {
            versions["package"] = package
        }
        return versions
    }

    /// The last lines that a program wrote into the journal; nil where there is none that this user may read.
    package func journal(of program: String) -> String? {
        try? output(
            of: "journalctl",
            ["--identifier=\(program)", "--lines=500", "--output=short-iso", "--no-pager", "--quiet"],
            seconds: 10)
    }

    private static func text<Tuple>(of tuple: Tuple) -> String {
        withUnsafeBytes(of: tuple) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
