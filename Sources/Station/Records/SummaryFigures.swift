public import Casework
public import Foundation
public import HealthCheck

/// One newest profile with its company's industry.
public struct IndustryProfile: Hashable, Sendable {
    public let industry: String
    public let profile: Profile

    public init(industry: String, profile: Profile) {
        self.industry = industry
        self.profile = profile
    }
}

/// Counts over the tickets filed in a span, and what is open now.
public struct SummaryFigures: Hashable, Sendable {
    public let filed: Int
    public let ended: Int
    public let openNow: Int
    public let overdueNow: Int
    public let openByStage: [Stage: Int]
    /// Median of filing → first answer, in seconds; nil without answers.
    public let medianHandling: TimeInterval?
    /// Answers given by the promised time, and all answers.
    public let answeredInTime: Int
    public let answered: Int
    public let ratings: [Int: Int]
    public let rates: ThreeRates
    public let byUnit: [UnitFigures]
    /// Filed per local day, ascending.
    public let filedPerDay: [DayCount]

    /// 响应率, 解决率, 满意率: each over those who said something about it.
    public struct ThreeRates: Hashable, Sendable {
        /// One rate as a fraction of those asked.
        public struct Share: Hashable, Sendable {
            public let yes: Int
            public let of: Int

            public init(yes: Int, of: Int) {
                self.yes = yes
                self.of = of
            }
        }

        public let responded: Share
        public let solved: Share
        public let satisfied: Share

        public init(responded: Share, solved: Share, satisfied: Share) {
            self.responded = responded
            self.solved = solved
            self.satisfied = satisfied
        }
    }

    /// Tickets filed on one day.
    public struct DayCount: Hashable, Sendable {
        public let day: CivilDay
        public let count: Int

        public init(day: CivilDay, count: Int) {
            self.day = day
            self.count = count
        }
    }

    /// One unit's share.
    public struct UnitFigures: Hashable, Sendable {
        public let unit: UnitID
        public let byState: [TicketState: Int]
        public let overdue: Int

        public init(unit: UnitID, byState: [TicketState: Int], overdue: Int) {
            self.unit = unit
            self.byState = byState
            self.overdue = overdue
        }
    }

    public init(
        filed: Int, ended: Int, openNow: Int, overdueNow: Int, openByStage: [Stage: Int],
        medianHandling: TimeInterval?, answeredInTime: Int, answered: Int, ratings: [Int: Int], rates: ThreeRates,
        byUnit: [UnitFigures], filedPerDay: [DayCount]
    ) {
        self.filed = filed
        self.ended = ended
        self.openNow = openNow
        self.overdueNow = overdueNow
        self.openByStage = openByStage
        self.medianHandling = medianHandling
        self.answeredInTime = answeredInTime
        self.answered = answered
        self.ratings = ratings
        self.rates = rates
        self.byUnit = byUnit
        self.filedPerDay = filedPerDay
    }
}
