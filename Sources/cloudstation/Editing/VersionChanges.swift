import HealthCheck

/// What a new version changes for companies, as lines to read.
struct VersionChanges {
    let lines: [String]

    /// Between the version before, if there was one, and `new`.
    init(from old: Questionnaire?, to new: Questionnaire) {
        guard let old else {
            lines = ["first version, \(new.questions.count) questions"]
            return
        }
        let renamed = new.replaces?.renamed ?? [:]
        let kept = Set(old.questions.map { renamed[$0.id] ?? $0.id })
        let added = new.questions.filter { !kept.contains($0.id) }
        let gone = old.questions.filter { new.question(renamed[$0.id] ?? $0.id) == nil }
        var lines = ["\(old.questions.count) → \(new.questions.count) questions since \(old.version)"]
        lines += added.map { "+ \($0.id)  \($0.text.zhHans)" }
        lines += gone.map { question in
            let reason = new.replaces?.removed[question.id].map { "  (\($0.zhHans))" } ?? ""
            return "- \(question.id)  \(question.text.zhHans)\(reason)"
        }
        lines += renamed.sorted { $0.key < $1.key }.map { "\($0.key) → \($0.value)" }
        for question in new.questions {
            guard let before = old.question(renamed.first { $0.value == question.id }?.key ?? question.id) else {
                continue
            }
            if before.text != question.text { lines.append("~ \(question.id)  \(question.text.zhHans)") }
        }
        if old.method != new.method { lines.append("method \(old.method.rawValue) → \(new.method.rawValue)") }
        self.lines = lines
    }
}
