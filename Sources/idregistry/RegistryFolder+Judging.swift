import Enrollment
import Foundation
import Logging
import Registry

extension RegistryFolder {
    /// The registry of this folder with everything by which it judges a record: also what modules beside its own know.
    func judgingIntake(trusting trust: TrustWatch, logger: Logger) throws -> RecordIntake {
        let devices = devicesPath
        return try intake(
            trusting: trust, rules: { GivenProcedures($0) }, captures: { try DeviceCaptures(folder: devices) },
            logger: logger)
    }

    /// Keeps what stations get, for their records are judged by it: before anybody can have it.
    func keep(_ library: ProcedureLibrary) async throws {
        try await storage().keep(procedureFiles: library.files, at: Timestamp(Date()))
    }

    /// A signed bundle of procedures that were kept.
    func giveProcedures(_ library: ProcedureLibrary, validFor time: TimeInterval) async throws -> MadeProcedures {
        try await keep(library)
        return try makeProcedureBundle(library.files, validFor: time, at: Date())
    }
}
