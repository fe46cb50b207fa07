import Catalogue
import Foundation
import Storage

/// What surrounds the store: catalogue, folder, mail.
extension Doctor {
    static func findings(of diagnostics: [Diagnostic]) -> [StoreFinding] {
        let errors = diagnostics.filter { $0.severity == .error }
        let verdict =
            errors.isEmpty
            ? StoreFinding(.ok, "catalogue", "The catalogue has no errors.")
            : StoreFinding(
                .fail, "catalogue",
                "The catalogue has \(StoreOperations.count(errors.count, "error")); run `cloudstation check`.")
        return [verdict]
            + diagnostics.filter(\.isAboutCalendar).map { StoreFinding(.warn, "calendar", $0.message) }
    }

    func folderFindings() -> [StoreFinding] {
        let path = store.folder.path
        guard FileManager.default.fileExists(atPath: path) else {
            return [StoreFinding(.warn, "folder", "The data folder \(path) does not exist yet; `serve` makes it.")]
        }
        guard FileManager.default.isWritableFile(atPath: path) else {
            return [StoreFinding(.fail, "folder", "The data folder \(path) cannot be written.")]
        }
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: path)
        guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value else {
            return [StoreFinding(.warn, "disk", "The system does not say how much room is left in \(path).")]
        }
        let level: StoreFinding.Level = free < 1 << 26 ? .fail : free < 1 << 30 ? .warn : .ok
        let room = free < 1 << 30 ? "Only \(free >> 20) MiB" : "\(free >> 30) GiB"
        return [StoreFinding(level, "disk", "\(room) are free in \(path).")]
    }

    func mailFinding() -> StoreFinding {
        if let url = Settings().string("mail-url") {
            StoreFinding(.ok, "mail", "Mail goes through \(url.split(separator: "@").last ?? "").")
        } else {
            StoreFinding(
                .warn, "mail", "No mail server is set (CLOUDSTATION_MAIL_URL): mails wait in the outbox.")
        }
    }
}

extension Diagnostic {
    /// A year of the working calendar that is missing: everybody who counts on a deadline has to know.
    var isAboutCalendar: Bool { file.hasSuffix("calendar.yaml") && severity == .warning }
}
