import Casework
import Foundation
import HealthCheck
import Station

/// Texts that units and officers keep.
struct SQLTextBlockStore: TextBlockStore {
    let connection: any SQLConnection

    func add(_ block: TextBlock) throws {
        try connection.execute(
            """
            INSERT INTO text_blocks (id, unit, account, title, chinese, english, version, updated_by, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(block.id), .optional(block.owner.unit?.rawValue), .optional(block.owner.account),
                .text(block.title.zhHans), .text(block.body.zhHans), .text(block.body.en), .int(block.version),
                .text(block.updatedBy), .optional(block.updatedAt),
            ])
    }

    func block(_ id: String) throws -> TextBlock? {
        try connection.first("SELECT * FROM text_blocks WHERE id = ?", [.text(id)]).map(Self.block)
    }

    func blocks(of unit: UnitID?, and account: String) throws -> [TextBlock] {
        let own = try blocks("account", account)
        return try (unit.map { try blocks("unit", $0.rawValue) } ?? []) + own
    }

    /// By title; sorted here, since engines order texts differently.
    private func blocks(_ column: String, _ owner: String) throws -> [TextBlock] {
        try connection.query("SELECT * FROM text_blocks WHERE \(column) = ?", [.text(owner)]).map(Self.block)
            .sorted { ($0.title.zhHans, $0.id) < ($1.title.zhHans, $1.id) }
    }

    func update(_ block: TextBlock, from version: Int) throws {
        let row = try connection.first(
            """
            UPDATE text_blocks SET unit = ?, account = ?, title = ?, chinese = ?, english = ?, version = version + 1,
                updated_by = ?, updated_at = ?
            WHERE id = ? AND version = ? RETURNING id
            """,
            [
                .optional(block.owner.unit?.rawValue), .optional(block.owner.account), .text(block.title.zhHans),
                .text(block.body.zhHans), .text(block.body.en), .text(block.updatedBy), .optional(block.updatedAt),
                .text(block.id), .int(version),
            ])
        guard row != nil else { throw StoreError.staleVersion }
    }

    func delete(_ id: String) throws {
        try connection.execute("DELETE FROM text_blocks WHERE id = ?", [.text(id)])
    }

    private static func block(_ row: SQLRow) throws(StoreError) -> TextBlock {
        let owner: TextBlock.Owner =
            if let unit = try row.optionalText("unit") { .unit(UnitID(rawValue: unit)) } else {
                .account(try row.text("account"))
            }
        let title = try row.text("title")
        return TextBlock(
            id: try row.text("id"), owner: owner,
            title: LocalizedText(zhHans: title, en: title),
            body: LocalizedText(zhHans: try row.text("chinese"), en: try row.text("english")),
            version: try row.int("version"), updatedBy: try row.text("updated_by"),
            updatedAt: try row.moment("updated_at"))
    }
}

extension TextBlock.Owner {
    fileprivate var unit: UnitID? { if case .unit(let unit) = self { unit } else { nil } }

    fileprivate var account: String? { if case .account(let account) = self { account } else { nil } }
}
