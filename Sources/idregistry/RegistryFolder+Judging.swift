import Enrollment
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
}
