import Casework
import Testing

/// All 730 days of 2025 and 2026, `W` worked and `.` off, computed apart from the product and compared by hand with
/// the notices of the State Council of 2024-11-12 and 2025-11-04.
@Suite("Working days of 2025 and 2026")
struct WorkingDayTableTests {
    static let months = """
        2025-01 .WW..WWWWW..WWWWW..WWWWW.WW....
        2025-02 ....WWWW.WWWWW..WWWWW..WWWWW
        2025-03 ..WWWWW..WWWWW..WWWWW..WWWWW..W
        2025-04 WWW...WWWWW..WWWWW..WWWWW.WWWW
        2025-05 .....WWWW..WWWWW..WWWWW..WWWWW.
        2025-06 ..WWWW..WWWWW..WWWWW..WWWWW..W
        2025-07 WWWW..WWWWW..WWWWW..WWWWW..WWWW
        2025-08 W..WWWWW..WWWWW..WWWWW..WWWWW..
        2025-09 WWWWW..WWWWW..WWWWW..WWWWW.WWW
        2025-10 ........WWW.WWWWW..WWWWW..WWWWW
        2025-11 ..WWWWW..WWWWW..WWWWW..WWWWW..
        2025-12 WWWWW..WWWWW..WWWWW..WWWWW..WWW
        2026-01 ...WWWWWW..WWWWW..WWWWW..WWWWW.
        2026-02 .WWWWW..WWWWWW.........WWWWW
        2026-03 .WWWWW..WWWWW..WWWWW..WWWWW..WW
        2026-04 WWW...WWWW..WWWWW..WWWWW..WWWW
        2026-05 .....WWWW.WWWWW..WWWWW..WWWWW..
        2026-06 WWWWW..WWWWW..WWWW...WWWWW..WW
        2026-07 WWW..WWWWW..WWWWW..WWWWW..WWWWW
        2026-08 ..WWWWW..WWWWW..WWWWW..WWWWW..W
        2026-09 WWWW..WWWWW..WWWWW.WWWWW...WWW
        2026-10 .......WWW.WWWWW..WWWWW..WWWWW.
        2026-11 .WWWWW..WWWWW..WWWWW..WWWWW..W
        2026-12 WWWW..WWWWW..WWWWW..WWWWW..WWWW
        """

    @Test("every day is worked or off as the table says; 248 are worked in each year")
    func table() throws {
        var day = try #require(CivilDay("2025-01-01"))
        var worked = [2025: 0, 2026: 0]
        for line in Self.months.split(separator: "\n") {
            let parts = line.split(separator: " ")
            #expect(day.description.hasPrefix(parts[0]))
            for mark in parts[1] {
                #expect(WorkingCalendar.china.isWorkingDay(day) == (mark == "W"), "\(day)")
                worked[day.year, default: 0] += mark == "W" ? 1 : 0
                day = day.advanced(by: 1)
            }
        }
        #expect(day == CivilDay("2027-01-01"))
        #expect(worked == [2025: 248, 2026: 248])
    }
}
