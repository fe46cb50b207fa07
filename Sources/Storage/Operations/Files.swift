import Foundation

/// What is done with whole files.
enum Files {
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Bytes; 0 if there is no such file.
    static func size(_ path: String) -> Int64 {
        var found = stat()
        return stat(path, &found) == 0 ? Int64(found.st_size) : 0
    }

    /// Gives the file its new name, whatever had it, and returns when the folder's entry is on the disk.
    static func rename(_ path: String, to name: String) throws(OperationError) {
        guard Foundation.rename(path, name) == 0 else { throw failure(name) }
        try synchronizeFolder(of: name)
    }

    static func synchronizeFolder(of path: String) throws(OperationError) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(folder) }
    }

    /// Removes a database and what its engine puts beside it.
    static func removeDatabase(_ path: String) {
        for suffix in ["", "-wal", "-shm", "-journal", ".owner"] { unlink(path + suffix) }
    }

    /// Throws `noRoom` unless the disk that holds `path`'s folder has `needed` bytes left.
    static func requireRoom(_ needed: Int64, for path: String) throws(OperationError) {
        guard let free = room(at: URL(fileURLWithPath: path).deletingLastPathComponent().path) else { return }
        guard free >= needed else { throw .noRoom(path: path, needed: needed, free: free) }
    }

    /// Free bytes for this process; nil if the system does not say.
    static func room(at folder: String) -> Int64? {
        var found = statvfs()
        guard statvfs(folder, &found) == 0 else { return nil }
        return Int64(
            clamping: UInt64(found.f_bavail).multipliedReportingOverflow(by: UInt64(found.f_frsize)).partialValue)
    }

    private static func failure(_ path: String) -> OperationError {
        .file(path: path, reason: String(cString: strerror(errno)))
    }
}
