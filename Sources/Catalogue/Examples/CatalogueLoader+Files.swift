import Casework
public import Foundation
public import HealthCheck
public import Station

/// What reading a single file came to.
public struct FileOutcome<Value: Sendable>: Sendable {
    /// Nil if and only if `diagnostics` holds an error.
    public let value: Value?
    /// Everything that was found, from top to bottom.
    public let diagnostics: [Diagnostic]
}

/// Answers as a file gives them.
public struct AnswersFile: Hashable, Sendable {
    /// By question id, nothing checked.
    public let answers: [String: AnswerValue]
    /// The day they are given for.
    public let context: AnswerContext
    /// Whose they are, where the file says so.
    public let company: String?
}

extension CatalogueLoader {
    /// The map `answers:` of a file, and the day `submittedOn:` that dates count to, today where it is left out;
    /// `company:` says whose they are, `title:` and `expect:` are ignored. With a questionnaire every answer that does
    /// not fit it is an error at its line.
    public func readAnswers(
        _ file: URL, for questionnaire: Questionnaire? = nil, countries: CountryTable = .empty
    ) -> FileOutcome<AnswersFile> {
        read(file) { root in
            let fields = root.fields(required: ["answers"], optional: ["title", "company", "submittedOn", "expect"])
            guard let answers = fields?["answers"] else { return nil }
            let values = answers.answers()
            let submitted = fields?["submittedOn"].map { $0.day() } ?? today
            guard let day = submitted.flatMap({ AnswerDay($0.description) }) else { return nil }
            let context = AnswerContext(day: day, countries: countries)
            if let questionnaire { _ = answers.sheet(values, for: questionnaire, in: context) }
            return AnswersFile(answers: values, context: context, company: fields?["company"]?.text())
        }
    }

    /// The map `ticket:` of a file; `title:` and `expect:` are ignored. With a catalogue the matter must exist in it.
    public func readTicket(_ file: URL, in catalogue: StationCatalogue? = nil) -> FileOutcome<
        RoutingExample.TicketFacts
    > {
        read(file) { root in
            if let catalogue {
                root.proof.declare(matters: catalogue.matters.map(\.code))
                root.proof.declare(countries: catalogue.countries.countries.map(\.code))
            }
            return root.fields(required: ["ticket"], optional: ["title", "expect"])?["ticket"]?.ticketFacts()
        }
    }

    private func read<Value>(_ file: URL, _ value: (Entry) -> Value?) -> FileOutcome<Value> {
        let proof = Proofreading(today: today)
        let read = SourceFile(file, path: file.relativePath, proof: proof)?.root().flatMap(value)
        proof.checkReferences()
        return FileOutcome(value: proof.hasErrors ? nil : read, diagnostics: proof.diagnostics)
    }
}
