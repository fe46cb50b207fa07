import Casework
import HealthCheck

/// A worked example of a self-test: answers, and what must come out.
struct SelfTestExample {
    private let expect: Fields
    private let profile: Profile?
    private let questionnaire: Questionnaire?

    /// Nil after a mistake in its form. Without a questionnaire only the form is checked.
    init?(_ entry: Entry, _ questionnaire: Questionnaire?, _ countries: CountryTable) {
        guard let fields = entry.fields(required: ["title", "answers", "expect"], optional: ["submittedOn"]) else {
            return nil
        }
        _ = fields["title"]?.localized()
        let keys = ["score", "grade", "interval", "completeness", "dimensions", "redLines", "warnings"]
        let answers = fields["answers"]
        let values = answers?.answers() ?? [:]
        guard let expect = fields["expect"]?.fields(required: keys, optional: ["borderline", "exposure"]) else {
            return nil
        }
        self.expect = expect
        self.questionnaire = questionnaire
        let submitted = (fields["submittedOn"]?.day() ?? entry.proof.today).description
        let context = AnswerDay(submitted).map { AnswerContext(day: $0, countries: countries) }
        profile = questionnaire.flatMap { questionnaire in
            context.flatMap { answers?.sheet(values, for: questionnaire, in: $0) }
        }.map(Profile.init)
    }

    /// Compares what comes out with what is expected, value by value.
    func check() {
        guard let profile, let questionnaire else { return }
        let card = profile.card
        expect["score"]?.expect(card.score)
        expect["grade"]?.expectWord(profile.grade?.rawValue ?? Entry.notRated)
        checkInterval(card)
        if let entry = expect["completeness"], let value = entry.whole(in: 0...100), value != card.completeness {
            entry.error("expected \(value), came out \(card.completeness)")
        }
        checkDimensions(card, questionnaire)
        expect["redLines"]?.expectList(profile.redLines.map(\.id))
        expect["warnings"]?.expectList(profile.warnings.map(\.id))
        if let entry = expect["borderline"], let value = entry.flag(), value != profile.sensitivity?.isBorderline {
            entry.error("expected \(value), came out \(!value)")
        }
        checkExposure(profile.exposure)
    }

    /// Reports every answer of an earlier version's example that the versions after it would lose or could not take.
    static func checkCarrying(_ entry: Entry, through versions: [Questionnaire], _ countries: CountryTable) {
        guard let newest = versions.last, let answers = entry.anyFields()?["answers"],
            let day = AnswerDay(entry.proof.today.description)
        else { return }
        let context = AnswerContext(day: day, countries: countries)
        let carried = versions.reduce(answers.answers()) { $1.carryingOver($0) }
        for question in newest.questions {
            guard let value = carried[question.id] else { continue }
            do {
                _ = try question.parse(value, in: context)
            } catch {
                answers.error(
                    "the answer to “\(question.id)” does not fit version \(newest.version) any more",
                    hint: "name it under replaces in the new version")
            }
        }
    }

    private func checkExposure(_ exposure: CountryExposure?) {
        guard let entry = expect["exposure"] else { return }
        guard let exposure else { return entry.expectWord("none") }
        let fields = entry.fields(required: ["risk"] + (exposure.combined == nil ? [] : ["combined"]))
        fields?["risk"]?.expect(exposure.exact.roundedHalfUp)
        fields?["combined"]?.expect(exposure.combined?.roundedHalfUp)
    }

    private func checkInterval(_ card: Scorecard) {
        guard let entry = expect["interval"] else { return }
        // Nothing applicable: there are no bounds either.
        guard card.dimensions.contains(where: { $0.rating != .notApplicable }) else {
            return entry.expectWord(Entry.notRated)
        }
        let ends = entry.items()
        guard ends.count == 2 else {
            if !ends.isEmpty { entry.error("an interval is [low, high]") }
            return
        }
        ends[0].expect(card.low.roundedHalfUp)
        ends[1].expect(card.high.roundedHalfUp)
    }

    private func checkDimensions(_ card: Scorecard, _ questionnaire: Questionnaire) {
        let fields = expect["dimensions"]?.fields(
            required: questionnaire.dimensions.map(\.id), calling: "dimension", "维度")
        for dimension in card.dimensions {
            let entry = fields?[dimension.id]
            switch dimension.rating {
            case .rated: entry?.expect(dimension.score)
            case .notRated: entry?.expectWord(Entry.notRated)
            case .notApplicable: entry?.expectWord("not-applicable")
            }
        }
    }
}

extension Entry {
    fileprivate static let notRated = "not-rated"

    /// An issued score, or `not-rated` for nil.
    fileprivate func expect(_ score: Double?) {
        guard let text = text() else { return }
        guard let score else { return expectWord(Self.notRated) }
        guard let value = Self.decimal(text) else {
            return error("expected \(text), came out \(score)")
        }
        if abs(value - score) > 1e-9 { error("expected \(text), came out \(score)") }
    }

    fileprivate func expectWord(_ word: String) {
        guard rawText != nil else { return error("expected a list, came out \(word)") }
        if let text = text(), text != word { error("expected \(text), came out \(word)") }
    }

    fileprivate func expectList(_ words: [String]) {
        let expected = items().compactMap { $0.text() }
        guard isList, expected != words else { return }
        func text(_ words: [String]) -> String { "[\(words.joined(separator: ", "))]" }
        error("expected \(text(expected)), came out \(text(words))")
    }
}
