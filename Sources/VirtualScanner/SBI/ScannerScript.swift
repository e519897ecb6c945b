import Biometrics
import Yams

/// How the virtual fingerprint scanner behaves: a YAML file.
package struct ScannerScript: Sendable, Hashable {
    package var make = "chip-id"
    package var model = "Virtual Slap"
    package var serialNumber = "000000000001"
    /// `deviceStatus` of SBI 1.0.
    package var status = "Ready"
    /// Which drawings.
    package var seed: UInt64 = 1
    /// Quality of each capture of a finger, the last one staying; `default` for fingers that are not named.
    package var quality: [String: [Double]] = [:]
    /// Milliseconds before a capture is answered.
    package var delay = 0
    package var faults: [ScannerFault] = []

    package init() {}

    /// The quality of a finger in the capture with this number, counted from 1.
    func quality(_ finger: FingerPosition, capture: Int) -> Double {
        let list = quality[finger.rawValue] ?? quality["default"] ?? [80]
        return list.isEmpty ? 80 : list[min(capture, list.count) - 1]
    }

    /// What goes wrong in a capture.
    func fault(capture: Int) -> ScannerFault? { faults.first { $0.at == nil || $0.at == capture } }
}

extension ScannerScript {
    package static let knownKeys: Set<String> = [
        "make", "model", "serial", "status", "seed", "quality", "delay", "faults",
    ]

    private struct File: Decodable {
        let make: String?
        let model: String?
        let serial: String?
        let status: String?
        let seed: UInt64?
        let quality: [String: Qualities]?
        let delay: Int?
        let faults: [ScannerFault]?
    }

    /// One number, or one for each capture.
    private struct Qualities: Decodable {
        let values: [Double]

        init(from decoder: any Decoder) throws {
            let single = try decoder.singleValueContainer()
            values = try (try? single.decode([Double].self)) ?? [single.decode(Double.self)]
        }
    }

    /// Reads a script; what it does not say stays as it is without one. Throws ``ScannerScriptError``.
    package init(parsing yaml: String, file: String) throws(ScannerScriptError) {
        self.init()
        guard yaml.utf8.count <= 64 * 1024 else { throw ScannerScriptError(file: file, "larger than 64 KiB") }
        let fields: File
        do {
            guard let node = try Yams.compose(yaml: yaml) else { return }
            guard let mapping = node.mapping else {
                throw ScannerScriptError(file: file, "no mapping of keys to values")
            }
            for key in mapping.keys where !Self.knownKeys.contains(key.string ?? "") {
                throw ScannerScriptError(file: file, "unknown key “\((key.string ?? "").prefix(64))”")
            }
            fields = try YAMLDecoder().decode(File.self, from: node)
        } catch let error as ScannerScriptError { throw error } catch {
            throw ScannerScriptError(file: file, "a value has the wrong form: \("\(error)".prefix(300))")
        }
        make = fields.make ?? make
        model = fields.model ?? model
        serialNumber = fields.serial ?? serialNumber
        status = fields.status ?? status
        seed = fields.seed ?? seed
        delay = fields.delay ?? delay
        faults = fields.faults ?? []
        quality = (fields.quality ?? [:]).mapValues(\.values)
        for (name, values) in quality {
            guard name == "default" || FingerPosition(rawValue: name) != nil else {
                throw ScannerScriptError(file: file, "“\(name.prefix(64))” is no finger")
            }
            guard values.allSatisfy({ (0...100).contains($0) }) else {
                throw ScannerScriptError(file: file, "quality is 0 to 100")
            }
        }
        guard (0...600_000).contains(delay) else { throw ScannerScriptError(file: file, "delay is 0 to 600000") }
    }
}

/// A script that cannot be used, and why.
package struct ScannerScriptError: Error, CustomStringConvertible {
    package let file: String
    package let reason: String

    init(file: String, _ reason: String) {
        self.file = file
        self.reason = reason
    }

    package var description: String { "script \(file): \(reason)" }
}
