import CardCrypto
import Foundation

extension TrustStore {
    /// What a folder gave, and what in it could not be taken and why.
    package struct Loading: Sendable {
        package let store: TrustStore
        /// File name and reason.
        package let refused: [(file: String, reason: String)]
    }

    /// Reads every `.pem`, `.crt`, `.cer` and `.der` file of a folder, in the order of their names.
    ///
    /// An unreadable file is reported and does not hide the others. A folder that cannot be listed throws.
    package static func load(folder: String) throws -> Loading {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        } catch {
            throw TrustError(
                .storeUnreadable, "the trust folder \(folder) cannot be read; put the CSCA certificates there")
        }
        var anchors: [Certificate] = []
        var refused: [(file: String, reason: String)] = []
        for name in names
        where ["pem", "crt", "cer", "der"].contains(name.split(separator: ".").last.map(String.init) ?? "") {
            do {
                let bytes = Array(try Data(contentsOf: URL(filePath: folder).appending(path: name)))
                let isText = bytes.starts(with: Array("-----BEGIN".utf8))
                let certificate = isText ? try Certificate(pem: bytes) : try Certificate(der: bytes)
                if !anchors.contains(certificate) { anchors.append(certificate) }
            } catch {
                refused.append((name, "\(error)"))
            }
        }
        return Loading(store: TrustStore(anchors: anchors), refused: refused)
    }
}
