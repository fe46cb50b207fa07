import Foundation
import ServiceLifecycle

/// Reads the files anew whenever one of them was saved, came or went.
struct PreviewWatch: Service {
    let folder: URL
    let stage: PreviewStage

    /// How long a change may go unnoticed.
    private static let pause: Duration = .milliseconds(400)

    func run() async throws {
        // Ends with the sleep that is cancelled when the preview stops.
        try? await cancelWhenGracefulShutdown {
            var seen = Self.look(folder)
            while true {
                try await Task.sleep(for: Self.pause)
                let now = Self.look(folder)
                guard now != seen else { continue }
                seen = now
                await stage.reload()
            }
        }
    }

    /// Every file with its time and size.
    private static func look(_ folder: URL) -> [String: String] {
        let keys: [URLResourceKey] = [.contentModificationDateKey, .fileSizeKey, .isRegularFileKey]
        guard let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: keys) else {
            return [:]
        }
        var seen: [String: String] = [:]
        for case let file as URL in files {
            guard let values = try? file.resourceValues(forKeys: Set(keys)), values.isRegularFile == true else {
                continue
            }
            let time = values.contentModificationDate?.timeIntervalSince1970 ?? 0
            seen[file.path] = "\(time) \(values.fileSize ?? 0)"
        }
        return seen
    }
}
