import Foundation
import Synchronization

/// Says that this process owns a store, by an advisory lock on `<file>.owner` that ends with the process.
///
/// The file stays behind and means nothing by itself; it holds the owner's process id for whoever is refused.
final class OwnerLock: Sendable {
    /// Nil once released.
    private let descriptor: Mutex<Int32?>

    /// Takes the lock of the store at `path` or throws `inUse`; never waits.
    init(path: String) throws(OpeningError) {
        let file = path + ".owner"
        // Closed on exec, so that a child process does not go on owning the store.
        let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .notWritable(path: file, reason: String(cString: strerror(errno))) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let pid = Self.owner(descriptor)
            close(descriptor)
            throw .inUse(path: path, pid: pid)
        }
        let text = Array("\(getpid())\n".utf8)
        guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, text, text.count, 0) == text.count else {
            let reason = String(cString: strerror(errno))
            close(descriptor)
            throw .notWritable(path: file, reason: reason)
        }
        self.descriptor = Mutex(descriptor)
    }

    deinit { release() }

    /// Lets the next owner in; doing it twice is no harm.
    func release() {
        let open = descriptor.withLock { descriptor in
            defer { descriptor = nil }
            return descriptor
        }
        if let open { close(open) }
    }

    private static func owner(_ descriptor: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int32(
            String(decoding: bytes.prefix(count), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
    }
}
