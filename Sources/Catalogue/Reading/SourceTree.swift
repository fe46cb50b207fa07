import Foundation

/// The folder of the catalogue, its files named as an editor sees them.
struct SourceTree {
    let folder: URL
    let proof: Proofreading
    /// The folder's own name, with which every printed path begins.
    let name: String

    init(_ folder: URL, proof: Proofreading) {
        self.folder = folder
        self.proof = proof
        name = folder.standardizedFileURL.lastPathComponent
    }

    var exists: Bool { contents(of: folder) != nil }

    func place(of path: String) -> Place { Place(file: "\(name)/\(path)") }

    /// The file at `path` below the folder, or nil after reporting.
    func file(_ path: String) -> SourceFile? {
        SourceFile(folder.appending(path: path), path: "\(name)/\(path)", proof: proof)
    }

    /// Whether there is a file at `path`.
    func hasFile(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: path).path)
    }

    /// Names of the folders in a folder, in order; none where there is no such folder.
    func existingFolders(in path: String) -> [String] { hasFile(path) ? names(in: path, ofFolders: true) : [] }

    /// Names of the files `*.yaml` in a folder, without the ending, in order. A file with another ending is warned about.
    func yamlFiles(in path: String) -> [String] {
        names(in: path, ofFolders: false).compactMap { file in
            guard file.hasSuffix(".yaml") else {
                proof.warning(
                    "this file is not read", at: place(of: "\(path)/\(file)"), hint: "files here end in .yaml")
                return nil
            }
            return String(file.dropLast(5))
        }
    }

    /// Names in a folder, in order, hidden ones left out; a missing folder is reported.
    func names(in path: String, ofFolders wantsFolders: Bool) -> [String] {
        guard let names = contents(of: folder.appending(path: path)) else {
            proof.error("the folder is missing or cannot be read", at: place(of: path))
            return []
        }
        return names.filter { name in
            let target = folder.appending(path: "\(path)/\(name)").resolvingSymlinksInPath()
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: target.path, isDirectory: &isFolder)
            return !name.hasPrefix(".") && exists && isFolder.boolValue == wantsFolders
        }
    }

    private func contents(of folder: URL) -> [String]? {
        try? FileManager.default.contentsOfDirectory(atPath: folder.resolvingSymlinksInPath().path).sorted()
    }
}
