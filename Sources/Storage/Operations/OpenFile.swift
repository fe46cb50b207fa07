import Foundation

/// A file that is read or written from its start to its end, a piece at a time, with the system's own reasons.
final class OpenFile {
    /// Bytes read or written at once.
    static let piece = 1 << 20

    let path: String
    private let descriptor: Int32

    init(reading path: String) throws(OperationError) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.failure(path) }
    }

    /// Makes the file or empties it, for its owner only; throws `inProgress` while another process has it like this.
    init(writing path: String) throws(OperationError) {
        self.path = path
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Self.failure(path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw .inProgress(path: path) }
        // Whoever had it may have given the file another name just before letting go of it.
        var (mine, named) = (stat(), stat())
        guard fstat(descriptor, &mine) == 0, lstat(path, &named) == 0, mine.st_ino == named.st_ino,
            mine.st_dev == named.st_dev
        else { throw .inProgress(path: path) }
        guard ftruncate(descriptor, 0) == 0 else { throw Self.failure(path) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Fewer bytes than a piece at the end, none behind it.
    func read() throws(OperationError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Self.piece)
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                Foundation.read(descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Self.failure(path) }
            if count == 0 { break }
            filled += count
        }
        bytes.removeLast(bytes.count - filled)
        return bytes
    }

    func seek(to offset: Int64) throws(OperationError) {
        guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else { throw Self.failure(path) }
    }

    func write(_ bytes: [UInt8]) throws(OperationError) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Foundation.write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.failure(path) }
            written += count
        }
    }

    /// Returns when the disk has it.
    func synchronize() throws(OperationError) {
        guard fsync(descriptor) == 0 else { throw Self.failure(path) }
    }

    private static func failure(_ path: String) -> OperationError {
        .file(path: path, reason: String(cString: strerror(errno)))
    }
}
