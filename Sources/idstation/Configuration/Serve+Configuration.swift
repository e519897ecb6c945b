import ArgumentParser
import Enrollment
import Registry

extension Serve {
    /// What the command line says.
    private var said: StationConfiguration {
        StationConfiguration([
            .station: place.station.map { .text($0) }, .kiosk: kiosk.map { .flag($0) }, .port: port.map { .number($0) },
            .language: language.map { .text($0) }, .reader: reader.map { .text($0) },
            .readerQuirks: quirks.readerQuirks.map { .text($0) }, .policy: policy.policy.map { .text($0) },
            .codeScanner: codeScanner.map { .text($0) },
            .scannerPorts: scannerPorts.map { .text($0) }, .bandwidth: bandwidth.map { .number($0) },
            .retentionDays: retentionDays.map { .number($0) },
            .operationsPort: operationsPort.map { .number($0) }, .logFormat: logFormat.map { .text($0.rawValue) },
            .logLevel: logLevel.map { .text($0) },
        ])
    }

    func validateOptions() throws {
        for (key, value) in said.values {
            guard case .number(let range) = key.kind, case .number(let number) = value, !range.contains(number) else {
                continue
            }
            throw ValidationError("--\(key.rawValue) takes \(range.lowerBound) to \(range.upperBound)")
        }
        for (key, value) in said.values {
            guard case .choice(let words) = key.kind, case .text(let text) = value, !words.contains(text) else {
                continue
            }
            throw ValidationError("--\(key.rawValue) takes one of \(words.joined(separator: ", "))")
        }
        guard said.scannerPorts != nil else {
            throw ValidationError("--scanner-ports takes a port, or two with a hyphen, at most 100 apart")
        }
    }

    /// What the file says, and the command line over it.
    func settings() throws -> StationConfiguration {
        try (place.config.map(ConfigurationFile.load) ?? StationConfiguration()).overridden(by: said).checked()
    }
}

extension StationPlace {
    /// What the file says, and the folder of the command line over it.
    func settings() throws -> StationConfiguration {
        let said = StationConfiguration([.station: station.map { .text($0) }])
        return try (config.map(ConfigurationFile.load) ?? StationConfiguration()).overridden(by: said).checked()
    }
}

extension StationConfiguration {
    /// The station's folder, which `checked` has found to be said.
    var station: String { text(.station) ?? "" }

    fileprivate func checked() throws -> StationConfiguration {
        guard text(.station) != nil else {
            throw Failure(
                .usage, code: "configuration-faulty", "neither the configuration nor the command line names a station",
                remedy: "Write station: FOLDER into the configuration, or give --station.")
        }
        return self
    }
}
