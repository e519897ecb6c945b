import ArgumentParser
import DocumentPKI
import Enrollment
import Foundation
import Logging
import PCSC
import Registry

extension LogFormat: ExpressibleByArgument {}

extension StationConfiguration {
    /// The log of a station that runs.
    func logger() -> Logger {
        let format = text(.logFormat).flatMap { LogFormat(rawValue: $0) } ?? .text
        var logger = Logger(label: "idstation") { format.handler(label: $0) }
        logger.logLevel = text(.logLevel).flatMap { Logger.Level(rawValue: $0) } ?? .notice
        return logger
    }
}

extension StationMetrics {
    func watch(_ folder: StationFolder, _ store: EnrollmentStore, _ desk: WebDesk) {
        let (service, trust) = (desk.desk.service, folder.trustFolder)
        watch(
            folder, store, readers: { try? await service.readers().count },
            trustDate: { (try? trust.contents())?.sources.map(\.date).max() })
    }
}

extension Serve {
    /// Metrics and health, for this machine alone.
    func operations(
        _ metrics: StationMetrics, of store: EnrollmentStore, port: Int, logger: Logger
    ) -> OperationsService {
        let health = RegistryHealth(checks: [
            RegistryHealth.Check("database") {
                (try? store.phase()) == nil ? "the station's database does not answer" : nil
            },
            RegistryHealth.Check("station") { (try? store.phase())?.refusal.map { $0.code.rawValue } },
        ])
        let service = OperationsService(metrics: metrics.metrics, health: health, port: port, logger: logger)
        Task { [json] in
            let port = try await service.port
            let line = json ? "{\"operationsPort\":\"\(port)\"}" : "metrics and health on port \(port)"
            FileHandle.standardOutput.write(Data("\(line)\n".utf8))
        }
        return service
    }
}
