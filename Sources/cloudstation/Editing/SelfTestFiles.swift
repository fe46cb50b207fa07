import Catalogue
import Foundation

/// The files of one self-test, for the commands that editors run.
struct SelfTestFiles {
    let id: String
    let folder: URL

    init(_ id: String, in catalogue: URL) {
        self.id = id
        folder = catalogue.appendingPathComponent("self-tests/\(id)")
    }

    var questionnaire: URL { folder.appendingPathComponent("questionnaire.yaml") }
    var examples: URL { folder.appendingPathComponent("examples") }
    var published: URL { folder.appendingPathComponent("published.yaml") }
    func version(_ name: String) -> URL { folder.appendingPathComponent("versions/\(name)") }

    var exists: Bool { FileManager.default.fileExists(atPath: questionnaire.path) }

    /// Every self-test there is, by name.
    static func all(in catalogue: URL) -> [String] {
        let folder = catalogue.appendingPathComponent("self-tests")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().filter { SelfTestFiles($0, in: catalogue).exists }
    }
}
