import Casework
import Foundation

/// Working time looked at backwards, which only stories told from their end need.
extension WorkingCalendar {
    /// The moment from which `minutes` of working time have run by `end`; a working moment, never later than `end`.
    func date(workingMinutes minutes: Double, before end: Date) -> Date {
        var left = minutes * 60
        var day = day(of: end)
        // More than two years of working days: no story reaches back so far.
        for _ in 0..<1_000 {
            if isWorkingDay(day) {
                for opening in hours.reversed() {
                    let start = date(day, minute: opening.lowerBound)
                    let length = min(date(day, minute: opening.upperBound), end).timeIntervalSince(start)
                    if length <= 0 { continue }
                    if left < length { return start.addingTimeInterval((length - left).rounded(.down)) }
                    left -= length
                }
            }
            day = day.advanced(by: -1)
        }
        return end
    }

    /// The working days from `first` up to, not including, `last`.
    func workingDays(from first: CivilDay, to last: CivilDay) -> [CivilDay] {
        guard first < last else { return [] }
        return (first.number..<last.number).map { CivilDay(number: $0) }.filter(isWorkingDay)
    }

    /// A moment of `day` at this share (0…1) of its opening hours, to the second.
    func date(_ day: CivilDay, share: Double) -> Date {
        date(addingMinutes: (1 + share * Double(minutesPerDay - 2)), to: date(day, minute: 0)).toSeconds
    }
}

extension Date {
    /// Cut to whole seconds, as people write times down.
    var toSeconds: Date { Date(timeIntervalSince1970: timeIntervalSince1970.rounded(.down)) }
}
