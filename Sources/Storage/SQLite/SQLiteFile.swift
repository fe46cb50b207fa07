import Foundation
import GRDB

/// The store's file before the engine sees it.
enum SQLiteFile {
    /// The path with links resolved, its folder made if absent, so that two names of one file share one owner lock.
    static func prepare(_ path: String) throws(OpeningError) -> String {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        if !FileManager.default.fileExists(atPath: folder.path) {
            do {
                try FileManager.default.createDirectory(
                    at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch {
                throw .notWritable(path: folder.path, reason: error.localizedDescription)
            }
        }
        return resolved(path)
    }

    /// The path of a store that must be there already.
    static func existing(_ path: String) throws(OpeningError) -> String {
        guard FileManager.default.fileExists(atPath: path) else { throw .noSuchFile(path: path) }
        return resolved(path)
    }

    /// Makes the file if absent, readable by its owner only; the engine gives its side files the same rights.
    static func create(_ path: String) throws(OpeningError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .notWritable(path: path, reason: String(cString: strerror(errno))) }
        close(descriptor)
    }

    static func resolved(_ path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }
}

extension OpeningError {
    /// What an error while opening means to the operator.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as OpeningError: self = error
        case let error as MigrationError: self = .migration(error)
        case let error as DatabaseError:
            let reason = error.message ?? error.resultCode.description
            switch error.resultCode {
            case .SQLITE_NOTADB, .SQLITE_CORRUPT: self = .notADatabase(path: path)
            case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_FULL:
                self = .notWritable(path: path, reason: reason)
            default: self = .engine(path: path, reason: reason)
            }
        default: self = .engine(path: path, reason: "\(error)")
        }
    }
}
