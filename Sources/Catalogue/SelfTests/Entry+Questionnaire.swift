import HealthCheck

extension Entry {
    /// A self-test; its id must be the folder's name, by which submissions and examples find it.
    func questionnaire(
        folder: String, contentHash: String, rules: RuleBook, tables: [FindingTable]
    ) -> Questionnaire? {
        let method = anyFields()?["method"]?.word(of: ScoringMethod.self)
        guard let method else {
            if isMap, anyFields()?["method"] == nil { error("missing key “method” in “\(name)”") }
            return nil
        }
        let isSecond = method != .worstDominates1
        guard
            let fields = fields(
                required: ["id", "version", "method", "title", "purpose", "minutes", "papers", "dimensions"]
                    + (isSecond ? ["findings"] : []),
                optional: isSecond ? ["kind", "replaces"] : [])
        else { return nil }
        let id = fields["id"]?.identifier()
        if let id, id != folder {
            fields["id"]?.error("id “\(id)” differs from its folder “\(folder)”", hint: "give both the same name")
        }
        let version = fields["version"]?.text()
        let role = fields["kind"].map { $0.word(of: SelfTestRole.self) } ?? .full
        let title = fields["title"]?.localized()
        let purpose = fields["purpose"]?.localized()
        let minutes = fields["minutes"]?.whole(in: 1...240)
        let papers = fields["papers"]?.items().compactMap { $0.localized() } ?? []
        let table = fields["findings"]?.findingTable(among: tables)
        let replaces = fields["replaces"]?.replacement()
        var scope = QuestionnaireScope(method: method, role: role ?? .full, rules: rules)
        let dimensions = fields["dimensions"]?.dimensions(&scope) ?? []
        guard let id, let version, let role, let title, let purpose, let minutes else { return nil }
        let questionnaire = Questionnaire(
            id: id, version: version, contentHash: contentHash, method: method, role: role, title: title,
            purpose: purpose, minutes: minutes, papers: papers, findings: table, replaces: replaces,
            dimensions: dimensions)
        scope.checkOrder(questionnaire.questions.map(\.id))
        for lost in questionnaire.unreachable() {
            scope.references.first { $0.from == lost }?.entry.error(
                "no answers ever lead to “\(lost)”", hint: "its condition can never hold")
        }
        return questionnaire
    }

    private func dimensions(_ scope: inout QuestionnaireScope) -> [Dimension] {
        let items = items()
        switch scope.role {
        case .full where items.count != 6:
            error(
                items.isEmpty
                    ? "a self-test has exactly 6 dimensions"
                    : "a self-test has exactly 6 dimensions, not \(items.count)", hint: "the chart has six axes")
        case .firstLook where items.isEmpty || items.count > 6:
            error("a first look has 1 to 6 dimensions, not \(items.count)")
        case .full, .firstLook: break
        }
        return items.compactMap { $0.dimension(&scope) }
    }

    private func dimension(_ scope: inout QuestionnaireScope) -> Dimension? {
        let isFirstLook = scope.role == .firstLook
        guard
            let fields = fields(
                required: ["id", "title", "chartLabel", "weight", "matter", "questions"]
                    + (isFirstLook ? ["proposes", "reason"] : []),
                optional: scope.isSecondEdition ? ["combine"] : [])
        else { return nil }
        let id = fields["id"]?.identifier()
        if let id, let entry = fields["id"] { scope.dimensions.claim(id, at: entry) }
        let title = fields["title"]?.localized()
        let chartLabel = fields["chartLabel"]?.shortText(latin: 12)
        let weight = fields["weight"]?.weight()
        let matter = fields["matter"]?.matterReference()
        let combine = fields["combine"].map { $0.word(of: Dimension.Combine.self) } ?? .worstDominates
        let proposed = fields["proposes"]?.identifier()
        let reason = fields["reason"]?.localized()
        var questions: [Question] = []
        for item in fields["questions"]?.items(atLeast: 4) ?? [] {
            if let question = item.question(combine ?? .worstDominates, &scope) { questions.append(question) }
        }
        if combine == .coincide {
            for side in Factor.allCases where !questions.contains(where: { $0.factor == side }) {
                error("“\(name)” has no question of factor \(side.rawValue)", hint: "both sides must be asked about")
            }
        }
        guard let id, let title, let chartLabel, let weight, let matter, let combine else { return nil }
        let proposal = proposed.flatMap { selfTest in reason.map { Proposal(selfTest: selfTest, reason: $0) } }
        return Dimension(
            id: id, title: title, chartLabel: chartLabel, weight: weight, matter: matter, combine: combine,
            proposal: proposal, questions: questions)
    }
}
