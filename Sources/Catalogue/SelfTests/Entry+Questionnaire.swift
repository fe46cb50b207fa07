import HealthCheck

/// What must be unique within one questionnaire.
struct QuestionnaireIDs {
    var dimensions = UsedOnce("dimension id")
    var questions = UsedOnce("question id")
    var redLines = UsedOnce("red line id")
}

extension Entry {
    /// A self-test; its id must be the folder's name, by which submissions and examples find it.
    func questionnaire(folder: String, contentHash: String) -> Questionnaire? {
        let keys = ["id", "version", "method", "title", "purpose", "minutes", "papers", "dimensions"]
        guard let fields = fields(required: keys) else { return nil }
        let id = fields["id"]?.identifier()
        if let id, id != folder {
            fields["id"]?.error("id “\(id)” differs from its folder “\(folder)”", hint: "give both the same name")
        }
        let version = fields["version"]?.text()
        let method = fields["method"]?.word(of: [ScoringMethod.worstDominates1.rawValue])
            .flatMap(ScoringMethod.init)
        let title = fields["title"]?.localized()
        let purpose = fields["purpose"]?.localized()
        let minutes = fields["minutes"]?.whole(in: 1...240)
        let papers = fields["papers"]?.items().compactMap { $0.localized() } ?? []
        let dimensions = fields["dimensions"]?.dimensions() ?? []
        guard let id, let version, let method, let title, let purpose, let minutes else { return nil }
        return Questionnaire(
            id: id, version: version, contentHash: contentHash, method: method, title: title, purpose: purpose,
            minutes: minutes, papers: papers, dimensions: dimensions)
    }

    private func dimensions() -> [Dimension] {
        let items = items()
        if !items.isEmpty, items.count != 6 {
            error("a self-test has exactly 6 dimensions, not \(items.count)", hint: "the chart has six axes")
        } else if items.isEmpty {
            error("a self-test has exactly 6 dimensions")
        }
        var ids = QuestionnaireIDs()
        return items.compactMap { $0.dimension(&ids) }
    }

    private func dimension(_ ids: inout QuestionnaireIDs) -> Dimension? {
        guard let fields = fields(required: ["id", "title", "chartLabel", "weight", "matter", "questions"])
        else { return nil }
        let id = fields["id"]?.identifier()
        if let id, let entry = fields["id"] { ids.dimensions.claim(id, at: entry) }
        let title = fields["title"]?.localized()
        let chartLabel = fields["chartLabel"]?.shortText(latin: 12)
        let weight = fields["weight"]?.weight()
        let matter = fields["matter"]?.matterReference()
        let questions = fields["questions"]?.items(atLeast: 4).compactMap { $0.question(&ids) } ?? []
        guard let id, let title, let chartLabel, let weight, let matter else { return nil }
        return Dimension(
            id: id, title: title, chartLabel: chartLabel, weight: weight, matter: matter, questions: questions)
    }
}
