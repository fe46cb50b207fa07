import HealthCheck
import Spreadsheet
import Station

/// The answers of a sheet brought to the current version, each still with its cell.
struct CarriedAnswers {
    let answers: [String: AnswerValue]
    let places: [String: SheetPlace]
    let dropped: [DroppedAnswer]
    private let rows: [String: [RawAnswers.CountryRow]]
    private let typed: [String: String]
    private let found: [SheetProblem]
    private let questionnaire: Questionnaire

    init(
        _ reading: AnswerReading, from asked: Questionnaire, to questionnaire: Questionnaire,
        _ catalogue: StationCatalogue
    ) {
        var names: [String: String] = [:]
        var dropped: [DroppedAnswer] = []
        let succession = catalogue.succession(to: questionnaire)
        for id in reading.answers.keys {
            let fate = succession.fate(of: id, from: asked.version)
            if case .asked(let name) = fate {
                names[id] = name
            } else if let question = asked.question(id), let place = reading.places[id] {
                var reason: LocalizedText?
                if case .removed(let given) = fate { reason = given }
                dropped.append(DroppedAnswer(place: place, question: id, text: question.text, reason: reason))
            }
        }
        func renamed<Value>(_ values: [String: Value]) -> [String: Value] {
            values.reduce(into: [:]) { result, item in names[item.key].map { result[$0] = item.value } }
        }
        let known = Set(questionnaire.questions.map(\.id))
        answers = succession.carrying(reading.answers, from: asked.version).filter { known.contains($0.key) }
        places = renamed(reading.places)
        rows = renamed(reading.rows)
        typed = renamed(reading.typed)
        found = reading.problems
        self.dropped = dropped.sorted { $0.place < $1.place }
        self.questionnaire = questionnaire
    }

    /// Everything that is wrong, from top to bottom.
    func problems(in context: AnswerContext) -> [SheetProblem] {
        var problems = found
        for question in questionnaire.questions {
            guard let value = answers[question.id], let place = places[question.id] else { continue }
            for problem in question.problems(of: value, in: context) {
                let cell = cell(of: problem.reason, question.id)
                problems.append(
                    SheetProblem(
                        place: cell?.place ?? place, question: question.id,
                        typed: String((cell?.text ?? typed[question.id] ?? "").prefix(200)),
                        fault: .answer(problem.reason)))
            }
        }
        return problems.sorted { $0.place < $1.place }
    }

    /// The very cell of a table of countries that a problem is about.
    private func cell(of reason: AnswerProblem.Reason, _ question: String) -> (place: SheetPlace, text: String)? {
        guard case .row(let number, let fault) = reason, let rows = rows[question], rows.indices.contains(number - 1)
        else { return nil }
        let row = rows[number - 1]
        let column: DestinationTable.Column? =
            switch fault {
            case .expectsNumber(let name), .outOfRange(let name, _, _), .expectsWholeNumber(let name),
                .exposureMissing(let name):
                DestinationTable.Column(rawValue: name)
            case .noSuchCountry, .countryMissing, .countryTwice: nil
            }
        let entry = column.map { row.cells[$0] } ?? row.country
        return (entry?.place ?? row.place, entry?.value.shown ?? "")
    }
}
