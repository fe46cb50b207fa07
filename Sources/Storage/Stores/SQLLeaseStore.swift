import Foundation
import Station

/// Leases by name; whoever holds one prolongs it, anybody takes it over when it has run out.
struct SQLLeaseStore: LeaseStore {
    let connection: any SQLConnection

    func take(_ name: String, for holder: String, until end: Date, at now: Date) throws -> Bool {
        try connection.first(
            """
            INSERT INTO leases (name, holder, ends_at) VALUES (?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, ends_at = excluded.ends_at
            WHERE leases.holder = excluded.holder OR leases.ends_at <= ?
            RETURNING holder
            """,
            [.text(name), .text(holder), .moment(end), .moment(now)]) != nil
    }

    func release(_ name: String, by holder: String) throws {
        try connection.execute("DELETE FROM leases WHERE name = ? AND holder = ?", [.text(name), .text(holder)])
    }
}
