extension RegistryStorage {
    /// An officer as he serves now, who may work at a station.
    func serving(_ id: String, at station: StationID) async throws -> Officer {
        guard let officer = try await assignments(of: id).last(where: { $0.end == nil })?.officer else {
            throw CaseRefusal(.officerUnknown, "no officer of this identity serves")
        }
        guard officer.works(at: station) else {
            throw CaseRefusal(.wrongStation, "he works at other stations than the one that this is about")
        }
        return officer
    }
}
