import Casework
import Crypto
import Foundation
import HealthCheck
import Station

/// The pieces of the catalogue as far as they could be read.
struct CatalogueParts {
    let selfTests: [Questionnaire]
    let units: [UnitCard]
    let matters: [Matter]
    let routing: RoutingFile?
    let policy: CaseworkPolicy?
    let notices: [NoticeTemplate]
    let locales: Locales?

    /// The tests every station has, in the order they are shown; others follow by name.
    private static let order = ["tax", "supply-chain", "staff"]

    init(_ tree: SourceTree) {
        units = tree.file("station/units.yaml")?.root()?.units() ?? []
        matters = tree.file("station/matters.yaml")?.root()?.matters() ?? []
        routing = tree.file("station/routing.yaml")?.root()?.routing()
        let calendar = tree.file("station/calendar.yaml")?.root()?.calendar()
        policy = tree.file("station/deadlines.yaml")?.root()?
            .policy(calendar: calendar, desk: units.first { $0.isDesk }?.id)
        selfTests = Self.selfTests(tree)
        notices = Self.notices(tree)
        var roots: [Language: Entry] = [:]
        for language in Language.allCases {
            roots[language] = tree.file("locales/\(language.rawValue).yaml")?.root()
        }
        locales = LocaleFiles.read(roots)
    }

    /// The parts of a catalogue that has been checked elsewhere.
    init(_ catalogue: StationCatalogue) {
        selfTests = catalogue.selfTests
        units = catalogue.units
        matters = catalogue.matters
        routing = RoutingFile(table: catalogue.routing, reasons: catalogue.routingReasons)
        policy = catalogue.policy
        notices = catalogue.notices
        locales = catalogue.locales
    }

    /// The whole, if every part is there.
    func catalogue() -> StationCatalogue? {
        guard let routing, let table = routing.table, let policy, let locales else { return nil }
        return StationCatalogue(
            selfTests: selfTests, units: units, matters: matters, routing: table, routingReasons: routing.reasons,
            policy: policy, notices: notices, locales: locales)
    }

    private static func selfTests(_ tree: SourceTree) -> [Questionnaire] {
        let folders = tree.names(in: "self-tests", ofFolders: true)
        for missing in order where !folders.contains(missing) {
            tree.proof.error("the self-test “\(missing)” is missing", at: tree.place(of: "self-tests"))
        }
        let known = order.filter(folders.contains)
        return (known + folders.filter { !known.contains($0) }).compactMap { folder in
            guard let file = tree.file("self-tests/\(folder)/questionnaire.yaml") else { return nil }
            let hash = SHA256.hash(data: file.bytes).map { byte in
                let digits = String(byte, radix: 16)
                return digits.count == 1 ? "0" + digits : digits
            }
            return file.root()?.questionnaire(folder: folder, contentHash: hash.joined())
        }
    }

    private static func notices(_ tree: SourceTree) -> [NoticeTemplate] {
        let files = tree.yamlFiles(in: "notices")
        NoticeList.check(files, folder: tree.place(of: "notices").file, proof: tree.proof)
        return files.compactMap { tree.file("notices/\($0).yaml")?.root()?.notice(file: $0) }
    }
}
