import ArgumentParser
import Foundation

/// The files of answers that somebody named, folders opened.
struct AnswerFiles {
    /// Sorted by name within each folder, in the order they were named.
    let files: [URL]
    /// Names of files in folders that are no answers.
    let skipped: [String]
    /// The file, if exactly one was named and no folder.
    let onlyFile: URL?

    /// Files that hold answers, by their ending.
    private static let endings: Set<String> = ["yaml", "yml", "csv", "xlsx"]

    init(_ names: [String]) throws {
        var files: [URL] = []
        var skipped: [String] = []
        var hasFolder = false
        for name in names {
            let url = URL(fileURLWithPath: name)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
                // The one who reads it says what is wrong with it.
                files.append(url)
                continue
            }
            guard isFolder.boolValue else {
                files.append(url)
                continue
            }
            hasFolder = true
            for entry in try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() {
                // `~$…` is what a spreadsheet program keeps beside an open file.
                guard !entry.hasPrefix("."), !entry.hasPrefix("~$") else { continue }
                let file = url.appendingPathComponent(entry)
                if Self.endings.contains(file.pathExtension.lowercased()) {
                    files.append(file)
                } else {
                    skipped.append(entry)
                }
            }
        }
        self.files = files
        self.skipped = skipped
        onlyFile = files.count == 1 && !hasFolder ? files[0] : nil
    }
}
