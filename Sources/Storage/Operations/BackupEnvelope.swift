import Crypto
import Foundation
import Station

/// A backup's file: a line with the checksum of all that follows, a line that says what it is, and a SQLite database.
///
/// Nothing is used of a file of which a single bit is not as it was written.
struct BackupEnvelope {
    let path: String
    let manifest: BackupManifest
    /// Where the database begins.
    private let databaseAt: Int64
    private let checksum: String

    private static let word = "CLOUDSTATION-BACKUP-"
    private static let format = "1"
    /// The first line: word, format, blank, 64 digits, line feed.
    private static let headLength = word.utf8.count + format.utf8.count + 66
    private static let longestManifest = OpenFile.piece

    private static func head(_ checksum: String) -> [UInt8] { Array("\(word)\(format) \(checksum)\n".utf8) }

    /// Writes manifest and database into `file`, which is empty, and returns when the disk has it.
    static func write(
        _ manifest: BackupManifest, database: OpenFile, to file: OpenFile, report: OperationProgress.Report
    ) throws {
        var hasher = SHA256()
        try file.write(head(String(repeating: "0", count: 64)))
        let line = try manifest.line()
        hasher.update(data: line)
        try file.write(line)
        let meter = ProgressMeter("writing", .bytes)
        var done: Int64 = 0
        while done < manifest.databaseBytes {
            let piece = try database.read()
            guard !piece.isEmpty else { throw OperationError.interrupted("\(database.path) became shorter") }
            hasher.update(data: piece)
            try file.write(piece)
            done += Int64(piece.count)
            try report(meter.progress(Int(done), of: Int(manifest.databaseBytes)))
        }
        guard done == manifest.databaseBytes else { throw OperationError.interrupted("\(database.path) became longer") }
        try file.seek(to: 0)
        try file.write(head(Array(hasher.finalize()).hexadecimal))
        try file.synchronize()
    }

    /// Reads the whole file and throws unless every part of it is as it was written.
    init(verifying path: String, report: OperationProgress.Report) throws {
        let file = try OpenFile(reading: path)
        var piece = try file.read()
        let expected = try Self.checksum(of: piece, path)
        let size = Files.size(path)
        let meter = ProgressMeter("verifying the backup", .bytes)
        var hasher = SHA256()
        var line: [UInt8]?
        var done = Int64(0)
        var part = Array(piece.dropFirst(Self.headLength))
        repeat {
            // The manifest is never longer than the first piece.
            if line == nil { line = Array(part.prefix { $0 != 0x0A }) }
            hasher.update(data: part)
            done += Int64(piece.count)
            try report(meter.progress(Int(done), of: Int(max(size, done))))
            piece = try file.read()
            part = piece
        } while !piece.isEmpty
        guard Array(hasher.finalize()).hexadecimal == expected else {
            throw OperationError.damagedBackup(
                path: path, what: "what it holds does not fit the checksum in its first line")
        }
        guard let line, line.count < Self.longestManifest - Self.headLength, let manifest = BackupManifest(line: line)
        else {
            throw OperationError.damagedBackup(path: path, what: "its second line does not say what it holds")
        }
        let begin = Int64(Self.headLength + line.count + 1)
        guard done - begin == manifest.databaseBytes else {
            throw OperationError.damagedBackup(path: path, what: "its database is not as long as it says")
        }
        self.path = path
        self.manifest = manifest
        databaseAt = begin
        checksum = expected
    }

    /// Tells this backup from any other.
    var identity: String { "backup:\(checksum)" }

    /// The checksum in the first line.
    private static func checksum(of start: [UInt8], _ path: String) throws(OperationError) -> String {
        guard start.starts(with: word.utf8) else { throw .notABackup(path: path) }
        let line = String(decoding: start.prefix(headLength + 20).prefix { $0 != 0x0A }, as: UTF8.self)
        let found = line.dropFirst(word.count).prefix { $0 != " " }
        guard found == format else {
            guard let number = Int(found), number > 1 else {
                throw .damagedBackup(path: path, what: "its first line is not one that was ever written")
            }
            throw .newerFormat(path: path, version: String(found))
        }
        let checksum = String(line.suffix(64))
        guard start.count >= headLength, Array(start.prefix(headLength)) == head(checksum),
            checksum.utf8.allSatisfy({ 0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 })
        else { throw .damagedBackup(path: path, what: "its first line holds no checksum") }
        return checksum
    }

    /// Writes the database into a new file and returns when the disk has it; verifies again on the way.
    func extract(to target: String, report: OperationProgress.Report) throws {
        let file = try OpenFile(reading: path)
        let database = try OpenFile(writing: target)
        let meter = ProgressMeter("unpacking", .bytes)
        var hasher = SHA256()
        var skipped = 0
        var done = 0
        try file.seek(to: Int64(Self.headLength))
        let manifestLength = Int(databaseAt) - Self.headLength
        while true {
            let piece = try file.read()
            guard !piece.isEmpty else { break }
            hasher.update(data: piece)
            let rest = Array(piece.dropFirst(manifestLength - skipped))
            skipped += piece.count - rest.count
            try database.write(rest)
            done += rest.count
            try report(meter.progress(done, of: Int(manifest.databaseBytes)))
        }
        guard Array(hasher.finalize()).hexadecimal == checksum else {
            throw OperationError.damagedBackup(path: path, what: "it changed while it was read")
        }
        try database.synchronize()
    }
}
