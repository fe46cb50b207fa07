import Casework
import Foundation
import Station

/// Evidence files.
struct SQLEvidenceStore: EvidenceStore {
    let connection: any SQLConnection

    private var file: StoredFile { StoredFile(connection: connection, table: "evidence_chunks", column: "evidence") }

    func add(_ evidence: EvidenceRecord, _ bytes: Data) throws {
        try connection.execute(
            """
            INSERT INTO evidence (id, company, self_test, question, name, type, size, sha256, uploaded_by, uploaded_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(evidence.id), .text(evidence.company.description), .text(evidence.selfTest),
                .text(evidence.question), .text(evidence.name), .text(evidence.type), .int(evidence.size),
                .text(evidence.sha256), .text(evidence.uploadedBy), .moment(evidence.uploadedAt),
            ])
        try file.add(bytes, to: evidence.id)
    }

    func evidence(_ id: String) throws -> EvidenceRecord? {
        try connection.first("SELECT * FROM evidence WHERE id = ?", [.text(id)]).map(Self.evidence)
    }

    func evidence(of company: CreditCode, selfTest: String) throws -> [EvidenceRecord] {
        try connection.query(
            "SELECT * FROM evidence WHERE company = ? AND self_test = ? ORDER BY uploaded_at, id",
            [.text(company.description), .text(selfTest)]
        ).map(Self.evidence)
    }

    func bytes(_ id: String) throws -> Data? {
        guard let record = try evidence(id) else { return nil }
        return try file.bytes(of: id, sha256: record.sha256)
    }

    func pinned(of company: CreditCode, selfTest: String) throws -> Set<String> {
        // Ids hold neither a quote nor a wildcard, so an id between quotes is found only as a whole.
        let rows = try connection.query(
            """
            SELECT e.id FROM evidence e WHERE e.company = ? AND e.self_test = ? AND EXISTS (
                SELECT 1 FROM submissions s WHERE s.self_test = e.self_test AND s.company = e.company
                    AND s.answers LIKE '%"' || e.id || '"%')
            """,
            [.text(company.description), .text(selfTest)])
        return try rows.reduce(into: []) { $0.insert(try $1.text("id")) }
    }

    func delete(_ id: String) throws {
        try file.delete(id)
        try connection.execute("DELETE FROM evidence WHERE id = ?", [.text(id)])
    }

    private static func evidence(_ row: SQLRow) throws(StoreError) -> EvidenceRecord {
        EvidenceRecord(
            id: try row.text("id"), company: try row.code("company"), selfTest: try row.text("self_test"),
            question: try row.text("question"), name: try row.text("name"), type: try row.text("type"),
            size: try row.int("size"), sha256: try row.text("sha256"), uploadedBy: try row.text("uploaded_by"),
            uploadedAt: try row.moment("uploaded_at"))
    }
}
