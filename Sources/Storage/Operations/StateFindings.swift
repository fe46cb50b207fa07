import Foundation
import Station

/// What the station's own tables say of its state.
enum StateFindings {
    /// A message that waits longer was not sent although it could have been, or its destination is away.
    private static let patience: TimeInterval = 3600

    static func all(_ connection: any SQLConnection, now: Date) throws(StoreError) -> [StoreFinding] {
        var findings: [StoreFinding] = []
        if let source = try CopyProgress.unfinished(connection) {
            findings.append(
                StoreFinding(
                    .fail, "copy",
                    "The store holds an unfinished copy of \(source); run the same `cloudstation copy` or `restore` again."
                ))
        }
        findings.append(try clock(connection, now: now))
        findings += try outbox(connection, now: now)
        findings += try leases(connection, now: now)
        return findings
    }

    private static func clock(_ connection: any SQLConnection, now: Date) throws(StoreError) -> StoreFinding {
        let year = Int((now.timeIntervalSince1970 / 31_556_952).rounded(.down)) + 1970
        guard (2025...2100).contains(year) else {
            return StoreFinding(.fail, "clock", "This machine's clock says it is \(year); set it.")
        }
        guard let newest = try connection.first("SELECT MAX(at) AS newest FROM audit", [])?.optionalMoment("newest")
        else { return StoreFinding(.ok, "clock", "This machine's clock says \(text(now)).") }
        let behind = newest.timeIntervalSince(now)
        return behind > 5
            ? StoreFinding(
                .fail, "clock",
                "This machine's clock (\(text(now))) is \(Int(behind)) s behind the newest record (\(text(newest))).")
            : StoreFinding(
                .ok, "clock", "This machine's clock says \(text(now)); the newest record is of \(text(newest)).")
    }

    private static func outbox(_ connection: any SQLConnection, now: Date) throws(StoreError) -> [StoreFinding] {
        let row = try connection.first(
            "SELECT COUNT(*) AS total, MIN(created_at) AS oldest FROM outbox WHERE state = 'waiting'", [])
        var findings: [StoreFinding] = []
        if let row, let oldest = try row.optionalMoment("oldest") {
            let age = now.timeIntervalSince(oldest)
            findings.append(
                StoreFinding(
                    age > patience ? .warn : .ok, "outbox",
                    "\(try row.int("total")) messages wait, the oldest for \(duration(age))."))
        } else {
            findings.append(StoreFinding(.ok, "outbox", "No message waits."))
        }
        let failed =
            try connection.first(
                "SELECT COUNT(*) AS total FROM outbox WHERE state = 'failed' AND \(SQLOutboxStore.isResting)", [])?
            .int("total") ?? 0
        if failed > 0 {
            findings.append(
                StoreFinding(
                    .warn, "undelivered",
                    "\(failed) messages were given up; look at the notification log, where they can be sent again."))
        }
        return findings
    }

    private static func leases(_ connection: any SQLConnection, now: Date) throws(StoreError) -> [StoreFinding] {
        var findings: [StoreFinding] = []
        for row in try connection.query("SELECT name, holder, ends_at FROM leases ORDER BY name") {
            let left = Int(try row.moment("ends_at").timeIntervalSince(now))
            findings.append(
                StoreFinding(
                    .ok, "leases",
                    "\(try row.text("name")): \(try row.text("holder")) "
                        + (left > 0 ? "for another \(left) s." : "until \(-left) s ago; anybody may take it.")))
        }
        let messages = try connection.query(
            """
            SELECT lease_token, COUNT(*) AS total, MIN(lease_ends_at) AS ends FROM outbox
            WHERE state = 'sending' GROUP BY lease_token
            """)
        for row in messages {
            let over = now.timeIntervalSince(try row.moment("ends"))
            let text = "\(try row.int("total")) messages are being sent under lease \(try row.text("lease_token"))"
            findings.append(
                over > patience
                    ? StoreFinding(.warn, "leases", text + ", which ran out \(duration(over)) ago; no worker runs.")
                    : StoreFinding(.ok, "leases", text + "."))
        }
        return findings.isEmpty ? [StoreFinding(.ok, "leases", "Nobody holds a lease.")] : findings
    }

    private static func text(_ moment: Date) -> String { moment.formatted(.iso8601) }

    private static func duration(_ seconds: TimeInterval) -> String {
        switch seconds {
        case ..<120: "\(max(0, Int(seconds))) s"
        case ..<7200: "\(Int(seconds / 60)) min"
        case ..<172_800: "\(Int(seconds / 3600)) h"
        default: "\(Int(seconds / 86_400)) days"
        }
    }
}
