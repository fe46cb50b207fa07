import Casework
import Foundation
import Station

/// Files at tickets.
struct SQLAttachmentStore: AttachmentStore {
    let connection: any SQLConnection

    private var file: StoredFile {
        StoredFile(connection: connection, table: "attachment_chunks", column: "attachment")
    }

    func add(_ attachment: AttachedFile, _ bytes: Data) throws {
        try connection.execute(
            """
            INSERT INTO attachments (id, ticket, sequence, action, name, type, size, sha256, uploaded_by, uploaded_at,
                standing, finding, looks, look_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(attachment.id), .number(attachment.ticket), .int(attachment.sequence),
                .text(attachment.action.rawValue), .text(attachment.name), .text(attachment.type.rawValue),
                .int(attachment.size), .text(attachment.sha256), .text(attachment.uploadedBy),
                .moment(attachment.uploadedAt), .text(attachment.standing.rawValue), .optional(attachment.finding),
                .int(attachment.looks), .optional(attachment.lookAt),
            ])
        try file.add(bytes, to: attachment.id)
    }

    func attachment(_ id: String) throws -> AttachedFile? {
        try connection.first("SELECT * FROM attachments WHERE id = ?", [.text(id)]).map(Self.attachment)
    }

    func attachments(of ticket: TicketNumber) throws -> [AttachedFile] {
        try connection.query(
            "SELECT * FROM attachments WHERE ticket = ? ORDER BY sequence, id", [.number(ticket)]
        ).map(Self.attachment)
    }

    func bytes(_ id: String) throws -> Data? {
        guard let record = try attachment(id), record.standing != .infected else { return nil }
        return try file.bytes(of: id, sha256: record.sha256)
    }

    func claimWaiting(at now: Date, until next: Date, limit: Int) throws -> [AttachedFile] {
        let due = try connection.query(
            """
            SELECT * FROM attachments WHERE standing = 'waiting' AND look_at <= ? ORDER BY look_at, id LIMIT ?
            """,
            [.moment(now), .int(limit)]
        ).map(Self.attachment)
        // Another process may have claimed one since; the row it changed no longer fits.
        return try due.filter { attachment in
            try connection.first(
                """
                UPDATE attachments SET look_at = ? WHERE id = ? AND standing = 'waiting' AND look_at <= ? RETURNING id
                """,
                [.moment(next), .text(attachment.id), .moment(now)]) != nil
        }
    }

    func settle(_ attachment: AttachedFile) throws -> Bool {
        let row = try connection.first(
            """
            UPDATE attachments SET standing = ?, finding = ?, looks = ?, look_at = ?
            WHERE id = ? AND standing = 'waiting' RETURNING id
            """,
            [
                .text(attachment.standing.rawValue), .optional(attachment.finding), .int(attachment.looks),
                .optional(attachment.lookAt), .text(attachment.id),
            ])
        guard row != nil else { return false }
        if attachment.standing == .infected { try file.delete(attachment.id) }
        return true
    }

    private static func attachment(_ row: SQLRow) throws(StoreError) -> AttachedFile {
        AttachedFile(
            id: try row.text("id"), ticket: try row.number("ticket"), sequence: try row.int("sequence"),
            action: try row.word("action", as: TicketActionKind.self), name: try row.text("name"),
            type: try row.word("type", as: EvidenceKind.self), size: try row.int("size"),
            sha256: try row.text("sha256"), uploadedBy: try row.text("uploaded_by"),
            uploadedAt: try row.moment("uploaded_at"),
            standing: try row.word("standing", as: AttachedFile.Standing.self),
            finding: try row.optionalText("finding"), looks: try row.int("looks"),
            lookAt: try row.optionalMoment("look_at"))
    }
}
