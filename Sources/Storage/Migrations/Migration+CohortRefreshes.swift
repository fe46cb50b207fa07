extension Migration {
    /// Cohorts stand in pieces, each refresh beside the one before, so that none is ever written in one long transaction
    /// and readers go from one whole refresh to the next. What was computed before is computed anew.
    static let cohortRefreshes = Migration(
        number: 5, name: "cohorts in pieces",
        statements: [
            """
            CREATE TABLE cohort_refreshes (
                number BIGINT PRIMARY KEY,
                began_at BIGINT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'given-up')))
            """,
            """
            CREATE TABLE cohort_members (
                refresh BIGINT NOT NULL REFERENCES cohort_refreshes (number),
                self_test TEXT NOT NULL,
                industry TEXT NOT NULL,
                size TEXT NOT NULL,
                position BIGINT NOT NULL CHECK (position >= 0),
                members TEXT NOT NULL,
                PRIMARY KEY (refresh, self_test, industry, size, position))
            """,
            "DROP TABLE cohorts",
        ], appendOnlyTables: [])
}
