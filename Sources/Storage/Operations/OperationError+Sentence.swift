import Station

extension OperationError {
    /// A sentence that names the file or store and what to do.
    public var description: String {
        switch self {
        case .fileExists(let path): "\(path) is there already; choose another name or add --force."
        case .file(let path, let reason): "\(path): \(reason)."
        case .inProgress(let path): "Another process is writing \(path) now; wait for it or choose another name."
        case .noRoom(let path, let needed, let free):
            "There is too little room at \(path): \(Self.mebibytes(needed)) are needed, \(Self.mebibytes(free)) are free."
        case .notABackup(let path): "\(path) is not a backup of this station: it does not begin like one."
        case .damagedBackup(let path, let what): "The backup \(path) is damaged and was not used: \(what)."
        case .newerFormat(let path, let version):
            "The backup \(path) was made by a newer program (format \(version)); restore it with that one."
        case .history(let path, .unknown(let number, let name)):
            "The backup \(path) was made by a newer program: it has migration \(number) “\(name)”, which this program "
                + "does not know."
        case .history(let path, let error): "The backup \(path) does not fit this program: \(error)"
        case .sameStore(let name): "Source and target are both \(name)."
        case .holdsStation(let name):
            "\(name) holds a station already; nothing was changed."
        case .otherCopy(let target, let source):
            "\(target) holds an unfinished copy of \(source); finish that one or empty the target first."
        case .copiedTwice(let target): "Another process copies into \(target) too; this one stopped."
        case .differs(let expected, let found):
            "The table \(expected.name) was not stored as it was read: expected \(expected.sentence), "
                + "found \(found.sentence). Empty the target and start again."
        case .sourceChanged(let copied, let found):
            "The source changed while it was copied: the table \(copied.name) had \(copied.sentence) and now has "
                + "\(found.sentence). Stop whoever writes there, empty the target and start again."
        case .notSearchable(let ticket): "The search index does not find the ticket \(ticket)."
        case .unsound(let store, let complaints):
            "\(store) is damaged: \(complaints.prefix(5).joined(separator: "; "))."
        case .rehearsal(let step, let reason):
            "Migration \(step) failed in the rehearsal: \(reason). The store was not touched."
        case .step(let step, let reason):
            "Migration \(step) failed: \(reason). The steps before it are applied; run “cloudstation migrate” again "
                + "when the cause is mended."
        case .opening(let error): error.description
        case .store(let name, let error): "\(name): \(error.sentence)."
        case .interrupted(let reason): "Stopped: \(reason)."
        }
    }

    private static func mebibytes(_ bytes: Int64) -> String { "\((bytes + (1 << 20) - 1) >> 20) MiB" }
}

extension StoreError {
    /// What went wrong, for the operator; without a full stop.
    var sentence: String {
        switch self {
        case .staleVersion: "somebody else changed a record meanwhile"
        case .alreadyExists(let what): "a unique value is there twice (\(what))"
        case .busy: "too many transactions wait"
        case .unavailable(let reason): reason
        case .damaged(let what): "a stored value cannot be read back (\(what))"
        }
    }
}
