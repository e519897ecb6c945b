/// The browser for the pages.
package struct BrowserFacts: CheckedFacts, Hashable {
    /// The program's name; nil where there is none.
    package var name: String?

    package init(name: String?) { self.name = name }

    package var check: StationCheck {
        name.map { StationCheck(.browserFound, ["name": .name($0)]) } ?? StationCheck(.browserMissing)
    }
}
