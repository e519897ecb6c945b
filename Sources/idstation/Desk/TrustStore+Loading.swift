import DocumentPKI

extension TrustStore {
    /// What a folder makes trusted; what in it could not be taken is told on standard error.
    static func loaded(from folder: String) throws -> TrustStore {
        let loading = try load(folder: folder)
        for refused in loading.refused { Console.note("trust: \(refused.file) left out: \(refused.reason)") }
        return loading.store
    }
}
