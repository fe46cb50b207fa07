import Casework
import Crypto
import Foundation
import HealthCheck
import Station

/// One folder of `self-tests`: the version in use, the versions before, and what is published.
struct SelfTestFolder {
    let name: String
    /// Nil after a mistake.
    let current: Questionnaire?
    /// Oldest first.
    let past: [Questionnaire]
    /// Whether the current version is not published yet.
    let isDraft: Bool

    init(_ name: String, _ tree: SourceTree, rules: RuleBook, tables: [FindingTable]) {
        self.name = name
        let folder = "self-tests/\(name)"
        let published = PublishedVersions("\(folder)/published.yaml", tree)
        func read(_ path: String) -> (entry: Entry, questionnaire: Questionnaire)? {
            guard let file = tree.file(path), let entry = file.root() else { return nil }
            let hash = Self.hash(file.bytes)
            guard
                let read = entry.questionnaire(folder: name, contentHash: hash, rules: rules, tables: tables)
            else { return nil }
            published.check(read, at: entry)
            return (entry, read)
        }
        // As numbers: 2027.10 comes after 2027.9.
        let versions = tree.existingFolders(in: "\(folder)/versions")
            .sorted { $0.compare($1, options: .numeric) == .orderedAscending }
        past = versions.compactMap { version in
            let found = read("\(folder)/versions/\(version)/questionnaire.yaml")
            if let found, found.questionnaire.version != version {
                found.entry.error("version “\(found.questionnaire.version)” stands in the folder “\(version)”")
            }
            return found?.questionnaire
        }
        let found = read("\(folder)/questionnaire.yaml")
        current = found?.questionnaire
        isDraft = found.map { published.days[$0.questionnaire.version] == nil } ?? false
        if let found, isDraft {
            found.entry.anyFields()?["version"]?.warning(
                "version \(found.questionnaire.version) is not published yet",
                hint: "when it is ready: cloudstation publish \(name)")
        }
        if let found, past.contains(where: { $0.version == found.questionnaire.version }) {
            found.entry.anyFields()?["version"]?.error(
                "version “\(found.questionnaire.version)” was used before: answers would not know which they are to",
                hint: "give the new version a later name")
        }
        if let found, let before = past.last { found.entry.checkReplacement(of: before, by: found.questionnaire) }
    }

    /// SHA-256, lower-case hex.
    static func hash(_ bytes: Data) -> String { SHA256.hash(data: bytes).hexadecimal }
}

/// The versions that companies may have answered: their content is frozen.
struct PublishedVersions {
    private var hashes: [String: String] = [:]
    /// Version → the day it was published.
    private(set) var days: [String: CivilDay] = [:]

    /// A folder without the file has published nothing yet.
    init(_ path: String, _ tree: SourceTree) {
        guard tree.hasFile(path), let root = tree.file(path)?.root() else { return }
        for item in root.fields(required: ["versions"])?["versions"]?.items() ?? [] {
            guard let fields = item.fields(required: ["version", "sha256", "published"]) else { continue }
            let version = fields["version"]?.text()
            let hash = fields["sha256"]?.text()
            let day = fields["published"]?.day()
            guard let version, let hash, let day else { continue }
            hashes[version] = hash
            days[version] = day
        }
    }

    /// An error where a published version holds other words than when it was published.
    func check(_ questionnaire: Questionnaire, at entry: Entry) {
        guard let hash = hashes[questionnaire.version], !entry.proof.amendsPublished else { return }
        guard hash != questionnaire.contentHash else { return }
        entry.error(
            "version \(questionnaire.version) is published and has been changed since",
            hint:
                "companies have answered it as it was: begin a new version (cloudstation draft \(questionnaire.id) VERSION)"
        )
    }
}
