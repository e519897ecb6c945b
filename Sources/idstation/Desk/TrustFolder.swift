import DocumentPKI

/// The folder of trusted certificates, with what could not be taken told on standard error.
enum TrustFolder {
    static func load(_ path: String) throws -> TrustStore {
        let loading = try TrustStore.load(folder: path)
        for refused in loading.refused { Console.note("trust: \(refused.file) left out: \(refused.reason)") }
        return loading.store
    }
}
