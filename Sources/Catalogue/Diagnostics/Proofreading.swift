import Casework

/// A place in a file, as people count: from 1.
struct Place: Hashable {
    let file: String
    let line: Int
    let column: Int

    init(file: String, line: Int = 1, column: Int = 1) {
        self.file = file
        self.line = line
        self.column = column
    }
}

/// Collects what is wrong over all files of one reading, so that an editor sees everything at once.
final class Proofreading {
    /// Decides which review dates have passed and which years the calendar needs.
    let today: CivilDay
    /// Whether published versions may hold other words than when they were published.
    var amendsPublished = false
    private var found: Set<Diagnostic> = []
    /// Ids that exist, by what they name; nil while their file could not be read at all.
    private var declared: [Reference.Kind: Set<String>] = [:]
    private var references: [Reference] = []

    init(today: CivilDay) { self.today = today }

    /// An id used in one file and declared in another.
    private struct Reference {
        enum Kind: String {
            case unit
            case matter
            case country

            var zhHans: String {
                switch self {
                case .unit: "单位"
                case .matter: "事项"
                case .country: "国家或地区"
                }
            }
        }

        let kind: Kind
        let id: String
        let place: Place
    }

    /// By file, then from top to bottom.
    var diagnostics: [Diagnostic] {
        found.sorted { ($0.file, $0.line, $0.column, $0.message) < ($1.file, $1.line, $1.column, $1.message) }
    }

    var hasErrors: Bool { found.contains { $0.severity == .error } }

    func error(_ message: String, at place: Place, hint: String? = nil, chinese: Diagnostic.Words? = nil) {
        add(.error, message, place, hint, chinese)
    }

    func warning(_ message: String, at place: Place, hint: String? = nil) { add(.warning, message, place, hint) }

    private func add(
        _ severity: Diagnostic.Severity, _ message: String, _ place: Place, _ hint: String?,
        _ chinese: Diagnostic.Words? = nil
    ) {
        found.insert(
            Diagnostic(
                severity: severity, file: place.file, line: place.line, column: place.column, message: message,
                hint: hint, chinese: chinese))
    }
}

// Units and matters are named from many files; whether they exist is known only when all are read.
extension Proofreading {
    func declare(units: [String]) { declared[.unit, default: []].formUnion(units) }

    func declare(matters: [String]) { declared[.matter, default: []].formUnion(matters) }

    func declare(countries: [String]) { declared[.country, default: []].formUnion(countries) }

    func refer(toCountry code: String, at place: Place) {
        references.append(Reference(kind: .country, id: code, place: place))
    }

    func refer(toUnit id: String, at place: Place) { references.append(Reference(kind: .unit, id: id, place: place)) }

    func refer(toMatter code: String, at place: Place) {
        references.append(Reference(kind: .matter, id: code, place: place))
    }

    /// Reports every reference that leads nowhere. A file that could not be read at all is reported once, not per use.
    func checkReferences() {
        for reference in references {
            guard let ids = declared[reference.kind], !ids.contains(reference.id) else { continue }
            error(
                "there is no \(reference.kind.rawValue) “\(reference.id)”", at: reference.place,
                hint: Spelling.hint(for: reference.id, among: ids),
                chinese: Diagnostic.Words(
                    message: "没有“\(reference.id)”这个\(reference.kind.zhHans)",
                    hint: Spelling.zhHint(for: reference.id, among: ids)))
        }
        references = []
    }
}
