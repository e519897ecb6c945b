/// The fonts that can write Vietnamese.
package struct FontFacts: CheckedFacts, Hashable {
    package var count: Int

    package init(count: Int) { self.count = count }

    package var check: StationCheck {
        count > 0 ? StationCheck(.fontsFound, ["count": .number(count)]) : StationCheck(.fontsMissing)
    }
}
