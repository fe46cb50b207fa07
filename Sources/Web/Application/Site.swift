import Foundation
import Hummingbird
import Logging
import Station

/// What every page and endpoint is made with.
struct Site: Sendable {
    let station: Station
    let pages: PageRenderer
    let hashing: any PasswordHashing
    let presenter: ErrorPresenter
    let configuration: WebConfiguration
    let assets: AssetFolder
    let report: ProfileReport
    let adviceTexts: AdviceTexts
    let pdf = PDFShelf()
    let trials = RoutingTrials()
    let streams = LiveStreams()
    let readiness: Readiness

    func wording(_ context: StationContext) -> Wording {
        Wording(station: station, language: context.reader.language)
    }

    func messages(_ context: StationContext) -> FieldMessages {
        FieldMessages(catalogue: station.catalogue, language: context.reader.language)
    }

    /// An error summary over `problems`; each links to the field of its pointer's first part.
    func errors(_ problems: [FieldProblem], _ context: StationContext) -> ErrorSummary {
        let messages = messages(context)
        return ErrorSummary(
            title: wording(context).say("error.summary", ["count": "\(problems.count)"]),
            items: problems.map {
                ErrorSummary.Item(
                    field: String($0.pointer.dropFirst().prefix { $0 != "/" }), text: messages.text($0))
            })
    }
}

/// The box on top of a form that did not fit.
struct ErrorSummary {
    let title: String
    let items: [Item]

    struct Item {
        let field: String
        let text: String
    }

    init(title: String, items: [Item]) {
        self.title = title
        self.items = items
    }

    /// One message at one field.
    init(_ field: String, _ text: String, _ wording: Wording) {
        self.init(title: wording.say("error.summary", ["count": "1"]), items: [Item(field: field, text: text)])
    }

    /// The same messages, each leading to the place the page gives its field.
    func leading(to place: (String) -> String) -> ErrorSummary {
        ErrorSummary(title: title, items: items.map { Item(field: place($0.field), text: $0.text) })
    }

    /// The message at one field, if it has one.
    func message(_ field: String) -> String? { items.first { $0.field == field }?.text }
}
