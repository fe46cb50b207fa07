import HealthCheck

/// What the parts of one questionnaire share while they are read: ids used so far, rules and tables they may name.
struct QuestionnaireScope {
    let method: ScoringMethod
    let role: SelfTestRole
    let rules: RuleBook
    var dimensions = UsedOnce("dimension id", "维度标识")
    var questions = UsedOnce("question id", "题目标识")
    var redLines = UsedOnce("red line id", "红线标识")
    /// The questions read so far, in order: those a condition may look at.
    private(set) var earlier: [Question] = []
    /// Every place where a condition names a question, with the question that hangs on it.
    private(set) var references: [Reference] = []

    /// A question that another one hangs on.
    struct Reference {
        let from: String
        let to: String
        let entry: Entry
    }

    init(method: ScoringMethod, role: SelfTestRole, rules: RuleBook) {
        self.method = method
        self.role = role
        self.rules = rules
    }

    /// Whether what the second edition of the format asks for is asked for.
    var isSecondEdition: Bool { method != .worstDominates1 }

    mutating func add(_ question: Question) { earlier.append(question) }

    mutating func refer(from: String, to: String, at entry: Entry) {
        references.append(Reference(from: from, to: to, entry: entry))
    }
}
