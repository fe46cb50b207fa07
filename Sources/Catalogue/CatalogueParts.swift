import Casework
import Foundation
import HealthCheck
import Station

/// The pieces of the catalogue as far as they could be read.
struct CatalogueParts {
    let selfTests: [Questionnaire]
    /// Versions published before, by self-test, oldest first.
    let pastVersions: [String: [Questionnaire]]
    /// Self-tests whose current version is not published yet.
    let drafts: Set<String>
    let countries: CountryTable?
    let units: [UnitCard]
    let matters: [Matter]
    let routing: RoutingFile?
    let policy: CaseworkPolicy?
    let notices: [NoticeTemplate]
    let noticeTable: NoticeTable?
    let grounds: Grounds?
    let textBlocks: [TextBlock]
    let sites: ServiceSites?
    let approvals: ApprovalRules?
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
        let folders = Self.selfTests(tree)
        selfTests = folders.compactMap(\.current)
        pastVersions = Dictionary(folders.map { ($0.name, $0.past) }, uniquingKeysWith: { first, _ in first })
        drafts = Set(folders.filter(\.isDraft).map(\.name))
        countries = CountryFiles.read(tree)
        countries.map { tree.proof.declare(countries: $0.countries.map(\.code)) }
        notices = Self.notices(tree)
        noticeTable = tree.file("station/notices.yaml")?.root()?.noticeTable(units: units)
        grounds = tree.file("station/grounds.yaml")?.root()?.grounds()
        textBlocks = tree.file("station/text-blocks.yaml")?.root()?.textBlocks(units: units) ?? []
        sites = tree.file("station/sites.yaml")?.root()?.sites(calendar: calendar, matters: matters)
        approvals = tree.file("station/approvals.yaml")?.root()?.approvals(matters: matters)
        var roots: [Language: Entry] = [:]
        for language in Language.allCases {
            roots[language] = tree.file("locales/\(language.rawValue).yaml")?.root()
        }
        locales = LocaleFiles.read(roots)
    }

    /// The parts of a catalogue that has been checked elsewhere.
    init(_ catalogue: StationCatalogue) {
        selfTests = catalogue.selfTests
        pastVersions = catalogue.pastVersions
        drafts = catalogue.drafts
        countries = catalogue.countries
        units = catalogue.units
        matters = catalogue.matters
        routing = RoutingFile(
            table: catalogue.routing, reasons: catalogue.routingReasons, source: catalogue.routingSource)
        policy = catalogue.policy
        notices = catalogue.notices
        noticeTable = catalogue.noticeTable
        grounds = catalogue.grounds
        textBlocks = catalogue.textBlocks
        sites = catalogue.sites
        approvals = catalogue.approvals
        locales = catalogue.locales
    }

    /// The whole, if every part is there.
    func catalogue() -> StationCatalogue? {
        guard let routing, let table = routing.table, let policy, let noticeTable, let locales, let countries,
            let grounds, let sites, let approvals
        else {
            return nil
        }
        return StationCatalogue(
            selfTests: selfTests, pastVersions: pastVersions, drafts: drafts, countries: countries, units: units,
            matters: matters, routing: table, routingReasons: routing.reasons, routingSource: routing.source,
            routingReader: RoutingReader {
                RoutingText($0).reading(units: units, matters: matters, countries: countries)
            },
            policy: policy, notices: notices, noticeTable: noticeTable,
            grounds: grounds, textBlocks: textBlocks, sites: sites, approvals: approvals, locales: locales)
    }

    private static func selfTests(_ tree: SourceTree) -> [SelfTestFolder] {
        let rules = RuleBook(tree)
        let tables = FindingTables.read(tree)
        let folders = tree.names(in: "self-tests", ofFolders: true)
        for missing in order where !folders.contains(missing) {
            tree.proof.error("the self-test “\(missing)” is missing", at: tree.place(of: "self-tests"))
        }
        let known = order.filter(folders.contains)
        return (known + folders.filter { !known.contains($0) }).map {
            SelfTestFolder($0, tree, rules: rules, tables: tables)
        }
    }

    private static func notices(_ tree: SourceTree) -> [NoticeTemplate] {
        let files = tree.yamlFiles(in: "notices")
        NoticeList.check(files, folder: tree.place(of: "notices").file, proof: tree.proof)
        return files.compactMap { tree.file("notices/\($0).yaml")?.root()?.notice(file: $0) }
    }
}
