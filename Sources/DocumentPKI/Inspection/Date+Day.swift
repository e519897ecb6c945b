package import FoundationEssentials
package import LDS

extension Date {
    /// The day in UTC, so that the same evidence gives the same verdict wherever it is looked at. Times outside of the
    /// years 1 to 9999 are taken for the nearest of these.
    package var calendarDay: CalendarDate {
        let seconds = min(max(timeIntervalSince1970, -62_135_596_800), 253_402_300_799)
        return CalendarDate(daysSince1970: Int((seconds / 86_400).rounded(.down)))
    }

    /// `2026-11-24`, in UTC.
    var day: String { calendarDay.dashed }
}
