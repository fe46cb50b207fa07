import Crypto
import Foundation
import Station

/// The bytes of a file in pieces of base64, which every engine's text column takes.
struct StoredFile {
    let connection: any SQLConnection
    /// Has the columns `position`, `body` and one that names the file.
    let table: String
    let column: String

    /// Bytes of one piece: a multiple of three, so that no piece but the last is padded.
    private static let pieceSize = 384 * 1024

    func add(_ bytes: Data, to id: String) throws {
        var rest = bytes[...]
        var position = 0
        while !rest.isEmpty {
            try connection.execute(
                "INSERT INTO \(table) (\(column), position, body) VALUES (?, ?, ?)",
                [.text(id), .int(position), .text(rest.prefix(Self.pieceSize).base64EncodedString())])
            rest = rest.dropFirst(Self.pieceSize)
            position += 1
        }
    }

    /// Throws `damaged` where what is read back has not the SHA-256 (lower-case hex) it was stored with.
    func bytes(of id: String, sha256: String) throws -> Data {
        let rows = try connection.query(
            "SELECT body FROM \(table) WHERE \(column) = ? ORDER BY position", [.text(id)])
        var bytes = Data()
        for row in rows {
            guard let piece = Data(base64Encoded: try row.text("body")) else {
                throw StoreError.damaged("\(column) \(id) is not base64")
            }
            bytes.append(piece)
        }
        guard SHA256.hash(data: bytes).hexadecimal == sha256 else {
            throw StoreError.damaged("\(column) \(id) is not what was uploaded")
        }
        return bytes
    }

    func delete(_ id: String) throws {
        try connection.execute("DELETE FROM \(table) WHERE \(column) = ?", [.text(id)])
    }
}
