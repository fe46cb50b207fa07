import Casework
import Crypto
import Foundation
import Station

/// Evidence files; their bytes stand in pieces of base64, which every engine's text column takes.
struct SQLEvidenceStore: EvidenceStore {
    let connection: any SQLConnection

    /// Bytes of one piece: a multiple of three, so that no piece but the last is padded.
    private static let pieceSize = 384 * 1024

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
        var rest = bytes[...]
        var position = 0
        while !rest.isEmpty {
            try connection.execute(
                "INSERT INTO evidence_chunks (evidence, position, body) VALUES (?, ?, ?)",
                [.text(evidence.id), .int(position), .text(rest.prefix(Self.pieceSize).base64EncodedString())])
            rest = rest.dropFirst(Self.pieceSize)
            position += 1
        }
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
        let rows = try connection.query(
            "SELECT body FROM evidence_chunks WHERE evidence = ? ORDER BY position", [.text(id)])
        var bytes = Data()
        for row in rows {
            guard let piece = Data(base64Encoded: try row.text("body")) else {
                throw StoreError.damaged("evidence \(id) is not base64")
            }
            bytes.append(piece)
        }
        guard SHA256.hash(data: bytes).elementsEqual(Self.digest(record.sha256)) else {
            throw StoreError.damaged("evidence \(id) is not what was uploaded")
        }
        return bytes
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
        try connection.execute("DELETE FROM evidence_chunks WHERE evidence = ?", [.text(id)])
        try connection.execute("DELETE FROM evidence WHERE id = ?", [.text(id)])
    }

    private static func digest(_ hex: String) -> [UInt8] {
        stride(from: 0, to: hex.utf8.count, by: 2).compactMap { place in
            UInt8(hex.dropFirst(place).prefix(2), radix: 16)
        }
    }

    private static func evidence(_ row: SQLRow) throws(StoreError) -> EvidenceRecord {
        EvidenceRecord(
            id: try row.text("id"), company: try row.code("company"), selfTest: try row.text("self_test"),
            question: try row.text("question"), name: try row.text("name"), type: try row.text("type"),
            size: try row.int("size"), sha256: try row.text("sha256"), uploadedBy: try row.text("uploaded_by"),
            uploadedAt: try row.moment("uploaded_at"))
    }
}
