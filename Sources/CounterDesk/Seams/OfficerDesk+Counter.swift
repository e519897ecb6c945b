import Enrollment
import Registry

extension OfficerDesk {
    /// Officers of this role or a higher one who may work at a station.
    func officers(atLeast role: OfficerRole, at station: StationID) throws -> [Officer] {
        try roster()?.officers.filter { $0.may(actAs: role) && $0.works(at: station) } ?? []
    }
}
