/// Mappings inside of mappings.
extension ProcedureReader {
    func mapping(_ key: String, _ format: ProcedureFormat) throws(EnrollmentError) -> ProcedureReader {
        try ProcedureReader(node(key), (file, path(key)), format)
    }

    func mappingIfPresent(_ key: String, _ format: ProcedureFormat) throws(EnrollmentError) -> ProcedureReader? {
        has(key) ? try mapping(key, format) : nil
    }

    /// Mappings one after another.
    func mappings(_ key: String, _ format: ProcedureFormat) throws(EnrollmentError) -> [ProcedureReader] {
        var list: [ProcedureReader] = []
        for node in try sequence(key) { list.append(try ProcedureReader(node, (file, path(key)), format)) }
        return list
    }

    /// Mappings by names that the author chose, as the file has them one after another.
    func named(
        _ key: String, _ format: ProcedureFormat
    ) throws(EnrollmentError) -> [(name: String, reader: ProcedureReader)] {
        let reader = try ProcedureReader(node(key), (file, path(key)), nil)
        var list: [(name: String, reader: ProcedureReader)] = []
        for (name, _, node) in reader.values {
            list.append(
                (try reader.checked(name, name), try ProcedureReader(node, (file, reader.path(name)), format)))
        }
        return list
    }
}
