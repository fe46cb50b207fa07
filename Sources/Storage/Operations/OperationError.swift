import Foundation
public import Station

/// Why an operator's command over a whole store did not do what was asked, as a sentence. What stood before still does.
public enum OperationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A file of this name is there and was not to be replaced.
    case fileExists(path: String)
    /// The system refused to read or write a file.
    case file(path: String, reason: String)
    /// Another process writes the same file now.
    case inProgress(path: String)
    /// `needed` and `free` are bytes.
    case noRoom(path: String, needed: Int64, free: Int64)

    case notABackup(path: String)
    /// The backup was changed or cut short since it was made; `what` says which part does not fit.
    case damagedBackup(path: String, what: String)
    case newerFormat(path: String, version: String)
    /// The backup's schema is not one this program knows.
    case history(path: String, MigrationError)

    case sameStore(String)
    case holdsStation(String)
    /// The target holds the beginning of another copy.
    case otherCopy(target: String, source: String)
    /// The target's record of progress moved without this process.
    case copiedTwice(target: String)

    /// What is stored is not what was copied.
    case differs(expected: TableDigest, found: TableDigest)
    /// The source is not what it was when the copy began.
    case sourceChanged(copied: TableDigest, found: TableDigest)
    /// The rebuilt search index does not lead to a ticket.
    case notSearchable(ticket: String)
    /// What the engine's own check of a store complains of.
    case unsound(store: String, complaints: [String])

    /// The step failed on the copy; the store was not touched.
    case rehearsal(MigrationPlan.Step, reason: String)
    /// The step failed on the store although it went well on the copy; the steps before it are applied.
    case step(MigrationPlan.Step, reason: String)

    case opening(OpeningError)
    case store(name: String, StoreError)
    case interrupted(String)

    /// What `error` means to the operator; `store` names what was worked on.
    init(_ error: any Error, store: String) {
        switch error {
        case let error as OperationError: self = error
        case let error as OpeningError: self = .opening(error)
        case let error as MigrationError: self = .opening(.migration(error))
        case let error as StoreError: self = .store(name: store, error)
        default: self = .interrupted("\(error)")
        }
    }

    /// Whether the fault lies in what a file or store holds, rather than in its not being usable now.
    public var isAboutContent: Bool {
        switch self {
        case .fileExists, .notABackup, .damagedBackup, .newerFormat, .history, .differs, .sourceChanged,
            .notSearchable, .unsound:
            true
        case .file, .inProgress, .noRoom, .sameStore, .holdsStation, .otherCopy, .copiedTwice, .rehearsal, .step,
            .opening, .store, .interrupted:
            false
        }
    }
}
