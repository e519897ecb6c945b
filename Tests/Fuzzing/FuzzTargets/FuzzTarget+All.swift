extension FuzzTarget {
    /// Every target, by the layers of the package from below.
    public static let all =
        codings + files + records + keys + messages + cards + trust + bench + devices
        + forwarding

    /// The target of that name.
    public static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }
}
