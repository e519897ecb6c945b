import Diagnosis
import Enrollment
import Foundation
import Registry

/// A station with its records, and what a diagnosis finds of it at a moment.
struct DiagnosisRig {
    let forwarding: ForwardingRig
    var time = Fixture.time
    var configuration = StationConfiguration()

    init() throws { forwarding = try ForwardingRig() }

    var station: StationFolder { forwarding.station }

    func path(_ name: String) -> String { station.url.appending(path: name).path }

    func checks(_ ids: Set<CheckID> = Set(CheckID.allCases)) async -> [CheckID: StationCheck] {
        var looks = StationLooks(path: station.url.path, configuration: configuration)
        looks.clock = { [time] in time }
        let checks = await Diagnosis { [looks] in looks.looks().filter { ids.contains($0.id) } }.checks()
        return Dictionary(checks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func check(_ id: CheckID) async -> StationCheck? { await checks([id])[id] }

    func finding(_ id: CheckID) async -> CheckFinding? { await check(id)?.finding }

    /// Another address of the registry.
    func move(to address: String) throws {
        let json: JSONValue = ["station": .string(station.station.text), "registry": .string(address)]
        try Data(try json.canonical()).write(to: station.url.appending(path: "station.json"))
    }
}
