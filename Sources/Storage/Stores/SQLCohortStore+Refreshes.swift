import Casework
import Foundation
import HealthCheck
import Station

/// One refresh beside the other: the newest finished one is read, a running one is written, the rest is swept.
extension SQLCohortStore {
    /// The refresh that is read.
    private static let current = "(SELECT MAX(number) FROM cohort_refreshes WHERE state = 'finished')"
    /// The refreshes that nobody reads or writes any more.
    private static let past = """
        (SELECT number FROM cohort_refreshes WHERE state = 'given-up' OR (state = 'finished' AND number < \(current)))
        """

    func beginRefresh(at now: Date) throws -> Int {
        try connection.execute("UPDATE cohort_refreshes SET state = 'given-up' WHERE state = 'running'", [])
        let last = try connection.first("SELECT MAX(number) AS last FROM cohort_refreshes", [])?
            .optionalInteger("last").map(Int.init)
        let number = (last ?? 0) + 1
        try connection.execute(
            "INSERT INTO cohort_refreshes (number, began_at, state) VALUES (?, ?, 'running')",
            [.int(number), .moment(now)])
        return number
    }

    func add(_ piece: CohortCell, to refresh: Int) throws {
        let running = try connection.first(
            "SELECT 1 AS found FROM cohort_refreshes WHERE number = ? AND state = 'running'", [.int(refresh)])
        guard running != nil else { throw StoreError.staleVersion }
        let cell: [SQLValue] = [.int(refresh), .text(piece.selfTest), .text(piece.industry), .text(piece.size)]
        try connection.execute(
            """
            INSERT INTO cohort_members (refresh, self_test, industry, size, position, members) VALUES (?, ?, ?, ?,
                (SELECT COALESCE(MAX(position) + 1, 0) FROM cohort_members
                    WHERE refresh = ? AND self_test = ? AND industry = ? AND size = ?), ?)
            """,
            cell + cell + [try JSONText.encode(StoredMembers(piece.members))])
    }

    func finishRefresh(_ refresh: Int) throws {
        let finished = try connection.execute(
            "UPDATE cohort_refreshes SET state = 'finished' WHERE number = ? AND state = 'running'", [.int(refresh)])
        guard finished == 1 else { throw StoreError.staleVersion }
    }

    func sweepRefreshes(limit: Int) throws -> Bool {
        let swept = try connection.execute(
            """
            DELETE FROM cohort_members WHERE (refresh, self_test, industry, size, position) IN (
                SELECT refresh, self_test, industry, size, position FROM cohort_members
                WHERE refresh IN \(Self.past) LIMIT ?)
            """,
            [.int(limit)])
        if swept > 0 { return true }
        try connection.execute("DELETE FROM cohort_refreshes WHERE number IN \(Self.past)", [])
        return false
    }

    func cells(_ selfTest: String, industry: String?, size: String?) throws -> [CohortCell] {
        var conditions = Conditions()
        // In one statement with the cells, so that none of another refresh gets in.
        conditions.and("m.refresh = \(Self.current)")
        conditions.and("m.self_test = ?", .text(selfTest))
        if let industry { conditions.and("m.industry = ?", .text(industry)) }
        if let size { conditions.and("m.size = ?", .text(size)) }
        let pieces = try connection.query(
            """
            SELECT m.*, r.began_at FROM cohort_members m JOIN cohort_refreshes r ON r.number = m.refresh
            \(conditions.clause)
            """, conditions.arguments
        ).map { row throws(StoreError) in (cell: try Self.cell(row), position: try row.int("position")) }
        var cells: [CohortCell] = []
        for (piece, _) in pieces.sorted(by: {
            ($0.cell.industry, $0.cell.size, $0.position) < ($1.cell.industry, $1.cell.size, $1.position)
        }) {
            if let last = cells.last, last.industry == piece.industry, last.size == piece.size {
                cells[cells.count - 1].members += piece.members
            } else {
                cells.append(piece)
            }
        }
        return cells
    }

    func refreshedAt() throws -> Date? {
        try connection.first("SELECT began_at FROM cohort_refreshes WHERE number = \(Self.current)", [])?
            .moment("began_at")
    }

    private static func cell(_ row: SQLRow) throws(StoreError) -> CohortCell {
        guard let members = try row.json("members", as: StoredMembers.self).members else {
            throw .damaged("members of a cohort")
        }
        return CohortCell(
            selfTest: try row.text("self_test"), industry: try row.text("industry"), size: try row.text("size"),
            members: members, refreshedAt: try row.moment("began_at"))
    }
}
