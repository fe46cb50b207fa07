import Foundation

/// One file of the catalogue as it was read: its bytes, its text and the name people know it by.
final class SourceFile {
    /// Larger files are refused: the largest real one has a twentieth of this.
    static let sizeLimit = 2 * 1024 * 1024

    let path: String
    let bytes: Data
    let text: String
    let proof: Proofreading
    /// Keys that were given a private letter because YAML would stop at the second of their name.
    var disguisedKeys: [Unicode.Scalar: String] = [:]

    /// Nil, and reported, if the file is missing, no plain file, too large or not UTF-8.
    init?(_ url: URL, path: String, proof: Proofreading) {
        self.path = path
        self.proof = proof
        let place = Place(file: path)
        switch Self.content(of: url.resolvingSymlinksInPath()) {
        case .failure(let problem):
            proof.error(problem.message, at: place)
            return nil
        case .success(let content): bytes = content
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let (line, column) = Self.firstInvalid(in: bytes)
            proof.error(
                "not valid UTF-8", at: Place(file: path, line: line, column: column),
                hint: "save the file with the encoding UTF-8")
            return nil
        }
        self.text = text
    }

    /// A text that comes from somewhere else than a file; nil, and reported, if it is too large.
    init?(text: String, path: String, proof: Proofreading) {
        self.path = path
        self.proof = proof
        self.text = text
        bytes = Data(text.utf8)
        guard bytes.count <= Self.sizeLimit else {
            proof.error("the file is larger than 2 MiB", at: Place(file: path))
            return nil
        }
    }

    private struct Problem: Error {
        let message: String
    }

    private static func content(of url: URL) -> Result<Data, Problem> {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: url.path) else {
            return .failure(Problem(message: "the file is missing or cannot be read"))
        }
        guard attributes[.type] as? FileAttributeType == .typeRegular else {
            return .failure(Problem(message: "not a plain file"))
        }
        let tooLarge = Problem(message: "the file is larger than 2 MiB")
        if let size = attributes[.size] as? NSNumber, size.intValue > sizeLimit { return .failure(tooLarge) }
        do {
            let content = try Data(contentsOf: url)
            return content.count > sizeLimit ? .failure(tooLarge) : .success(content)
        } catch {
            return .failure(Problem(message: "the file cannot be read"))
        }
    }

    private static func firstInvalid(in bytes: Data) -> (line: Int, column: Int) {
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where String(validating: line, as: UTF8.self) == nil {
            let readable = String(decoding: line, as: UTF8.self).unicodeScalars.prefix { $0 != "\u{FFFD}" }
            return (index + 1, readable.count + 1)
        }
        return (1, 1)
    }

    /// The line with this number (from 1), without its break; nil beyond the end.
    func line(_ number: Int) -> Substring? {
        guard number >= 1 else { return nil }
        let lines = text.split(maxSplits: number, omittingEmptySubsequences: false) { $0.isNewline }
        return lines.indices.contains(number - 1) ? lines[number - 1] : nil
    }
}
