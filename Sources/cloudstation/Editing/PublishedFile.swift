import Foundation

/// `published.yaml`: the versions that companies may have answered, with the hash of their content.
struct PublishedFile {
    /// One version.
    struct Entry: Equatable {
        let version: String
        let sha256: String
        /// ISO 8601 day.
        let published: String
    }

    private(set) var entries: [Entry]

    private static let head = """
        # The versions that companies may have answered, each with the SHA-256 of its questionnaire.yaml. Written by
        # `cloudstation publish`; a published version never changes: `cloudstation draft` begins the next one.
        versions:

        """

    /// The file at `url`; empty where there is none. The catalogue has checked its form.
    init(_ url: URL) throws {
        guard FileManager.default.fileExists(atPath: url.path) else {
            entries = []
            return
        }
        let text = try String(contentsOf: url, encoding: .utf8)
        let item = /version:\s*"([^"]+)"\s*,\s*sha256:\s*([0-9a-f]{64})\s*,\s*published:\s*([0-9-]{10})/
        entries = text.matches(of: item).map {
            Entry(version: String($0.1), sha256: String($0.2), published: String($0.3))
        }
    }

    subscript(version: String) -> Entry? { entries.first { $0.version == version } }

    /// Adds a version or replaces it.
    mutating func put(_ entry: Entry) {
        entries.removeAll { $0.version == entry.version }
        entries.append(entry)
        entries.sort { $0.version < $1.version }
    }

    var text: String {
        Self.head
            + entries.map {
                "  - { version: \"\($0.version)\", sha256: \($0.sha256), published: \($0.published) }\n"
            }.joined()
    }
}
