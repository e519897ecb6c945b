import Enrollment
import Registry

extension Forward {
    /// Writes a record's manifest and signature as a file that other programs verify.
    func write(_ record: String, of store: EnrollmentStore, as file: String) throws {
        guard let id = RecordID(record), let signed = try store.signedManifest(of: id) else {
            throw Failure(
                .usage, code: "record-unknown", "this station has no record \(record)",
                remedy: "idstation forward --status lists its records.")
        }
        let bytes: [UInt8]
        do throws(RegistryError) {
            bytes = try RecordContainer(signed).serialized()
            try DurableFile.replace(file, bytes, mode: 0o644)
        } catch {
            throw Failure(
                .stationFailed, code: error.code.rawValue, error.message,
                remedy: "Nothing has changed at the station. Look at the folder, its rights and its space.")
        }
        if json { return try Console.json(ContainerOutput(file: file, record: record, bytes: bytes.count)) }
        print("\(file): record \(record), \(bytes.count) bytes")
    }
}
