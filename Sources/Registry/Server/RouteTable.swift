import Hummingbird
import Synchronization

/// The routes of a listener, for those who ask what may be done at a path.
final class RouteTable: Sendable {
    private let routes = Mutex<[(segments: [Substring], method: String)]>([])

    /// Takes over the router's routes; to be called when all are added.
    func fill(from router: Router<StationContext>) {
        let found = router.routes.map {
            (segments: $0.path.description.split(separator: "/"), method: $0.method.rawValue)
        }
        routes.withLock { $0 = found }
    }

    /// The methods that a path is known for, in order.
    func methods(at path: String) -> [String] {
        let segments = path.split(separator: "/")
        let matching = routes.withLock { $0.filter { Self.matches($0.segments, segments) } }
        // As the router does: a segment that is spelt out goes before one that may be anything.
        let best = matching.map { Self.rank($0.segments) }.max { $0.lexicographicallyPrecedes($1) }
        return matching.filter { Self.rank($0.segments) == best }.map(\.method).sorted()
    }

    private static func rank(_ pattern: [Substring]) -> [Int] {
        pattern.map { $0.hasPrefix("*") ? 0 : $0.contains("{") ? 1 : 2 }
    }

    private static func matches(_ pattern: [Substring], _ path: [Substring]) -> Bool {
        for (index, segment) in pattern.enumerated() {
            if segment == "**" { return index < path.count }
            guard index < path.count, segment.contains("{") || segment == "*" || segment == path[index] else {
                return false
            }
        }
        return pattern.count == path.count
    }
}
