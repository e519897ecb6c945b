/// Whether the station's folder can be used at all.
package struct FolderFacts: CheckedFacts, Hashable {
    package var path: String
    /// What is wrong; nil where nothing is.
    package var problem: String?

    package init(path: String, problem: String? = nil) { (self.path, self.problem) = (path, problem) }

    package var check: StationCheck {
        problem.map { StationCheck(.folderUnusable, ["detail": .text($0)]) }
            ?? StationCheck(.folderUsable, ["path": .text(path)])
    }
}
