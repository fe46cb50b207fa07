import Foundation
import Station
import Testing

@testable import Storage

@Suite("A disk that does not take what is written")
struct DiskTests {
    /// A small file system of its own; nil where this process may not make one.
    private final class SmallDisk: Sendable {
        let folder: TemporaryFolder
        let path: String

        init?(mebibytes: Int) throws {
            folder = try TemporaryFolder()
            path = folder.url.appending(path: "disk").path
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            guard mount("tmpfs", path, "tmpfs", 0, "size=\(mebibytes)m") == 0 else { return nil }
        }

        /// Leaves no more than this free.
        func fill(leaving bytes: Int) throws {
            let free = try #require(Files.room(at: path))
            try Data(count: Int(free) - bytes).write(to: URL(filePath: path + "/filler"))
        }

        deinit { umount2(path, 2) }
    }

    @Test("too little room is said before anything is written, and a disk that runs full in the middle too")
    func full() async throws {
        guard let disk = try SmallDisk(mebibytes: 8) else { return }
        let folder = try TemporaryFolder()
        try await WholeStation.make(folder, tickets: 200)
        let store = StoreLocation.sqlite(path: folder.file)
        let size = Int(Files.size(folder.file))
        let file = disk.path + "/x.backup"
        try disk.fill(leaving: size / 2)
        let error = await #expect(throws: OperationError.self) {
            try await StoreBackup(of: store, to: file).write { _ in }
        }
        guard case .noRoom = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == ["filler"])
        // Now there seems to be room, and it goes while the file is written.
        try FileManager.default.removeItem(atPath: disk.path + "/filler")
        let sudden = await #expect(throws: OperationError.self) {
            try await StoreBackup(of: store, to: file).write { progress in
                if progress.subject == "reading accounts" { try? disk.fill(leaving: size / 2) }
            }
        }
        #expect(sudden?.description.contains("No space left") == true, "\(String(describing: sudden))")
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == ["filler"])
        #expect(sudden?.isAboutContent == false)
    }

    @Test("restoring and copying onto a full disk leave nothing that looks like a station")
    func fullTarget() async throws {
        guard let disk = try SmallDisk(mebibytes: 8) else { return }
        let folder = try TemporaryFolder()
        try await WholeStation.make(folder, tickets: 200)
        let store = StoreLocation.sqlite(path: folder.file)
        let file = folder.url.appending(path: "x.backup").path
        _ = try await StoreBackup(of: store, to: file).write { _ in }
        let target = StoreLocation.sqlite(path: disk.path + "/station.sqlite")
        try disk.fill(leaving: Int(Files.size(folder.file)) / 2)
        let restored = await #expect(throws: OperationError.self) {
            try await StoreRestoration(from: file, to: target).run { _ in }
        }
        #expect(restored?.description.contains("room") == true)
        #expect(!Files.exists(disk.path + "/station.sqlite"))
        let copied = await #expect(throws: OperationError.self) {
            try await StoreCopy(from: store, to: target).run { _ in }
        }
        #expect(copied?.description.contains("full") == true, "\(String(describing: copied))")
        // With room again the copy goes on by itself.
        try FileManager.default.removeItem(atPath: disk.path + "/filler")
        let digests = try await StoreCopy(from: store, to: target).run { _ in }
        #expect(digests.first { $0.name == "tickets" }?.rows == 200)
    }

    @Test("a folder that cannot be written is a sentence that names it")
    func readOnly() async throws {
        let folder = try TemporaryFolder()
        try await WholeStation.make(folder, tickets: 1)
        let store = StoreLocation.sqlite(path: folder.file)
        let file = folder.url.appending(path: "x.backup").path
        _ = try await StoreBackup(of: store, to: file).write { _ in }
        // Holds also for the superuser, who may write in a folder without write permission.
        for operation in 0..<3 {
            let error = await #expect(throws: OperationError.self) {
                switch operation {
                case 0: _ = try await StoreBackup(of: store, to: "/proc/x.backup").write { _ in }
                case 1: _ = try await StoreRestoration(from: file, to: .sqlite(path: "/proc/x/y")).run { _ in }
                default: _ = try await StoreCopy(from: store, to: .sqlite(path: "/proc/x/y")).run { _ in }
                }
            }
            #expect(error?.description.contains("/proc/x") == true)
            #expect(error?.isAboutContent == false)
        }
    }
}
