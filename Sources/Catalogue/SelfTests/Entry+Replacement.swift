import HealthCheck

extension Entry {
    /// How answers to the version before are carried over.
    func replacement() -> Replacement? {
        guard let fields = fields(required: ["version"], optional: ["renamed", "removed", "choices"]) else {
            return nil
        }
        let renamed = fields["renamed"]?.names() ?? [:]
        let removed = fields["removed"]?.anyFields()
        let choices = fields["choices"]?.anyFields()
        guard let version = fields["version"]?.text() else { return nil }
        return Replacement(
            version: version, renamed: renamed,
            removed: (removed?.keys ?? []).reduce(into: [:]) { $0[$1] = removed?[$1]?.localized() },
            choices: (choices?.keys ?? []).reduce(into: [:]) { $0[$1] = choices?[$1]?.names() })
    }

    private func names() -> [String: String] {
        let fields = anyFields()
        return (fields?.keys ?? []).reduce(into: [:]) { $0[$1] = fields?[$1]?.identifier() }
    }

    /// Reports, at `replaces`, whatever of the version before has neither stayed nor been accounted for.
    func checkReplacement(of old: Questionnaire, by new: Questionnaire) {
        let replaces = anyFields()?["replaces"]
        let place = replaces ?? self
        let map = new.replaces
        if let map, map.version != old.version {
            place.error("replaces version “\(map.version)”, but the version before is “\(old.version)”")
        }
        for question in old.questions {
            let target = new.question(question.id) != nil ? question.id : map?.renamed[question.id]
            guard let target else {
                if map?.removed[question.id] == nil {
                    place.error(
                        "“\(question.id)” of version \(old.version) is gone: answers to it would be lost",
                        hint: "name it under replaces: renamed, or removed with the reason")
                }
                continue
            }
            guard let now = new.question(target) else {
                place.error("“\(question.id)” is renamed to “\(target)”, which does not exist")
                continue
            }
            guard now.kind.name == question.kind.name else {
                place.error(
                    "“\(question.id)” was of kind \(question.kind.name) and is now \(now.kind.name)",
                    hint: "give the new question another id and name the old one under replaces: removed")
                continue
            }
            checkChoices(of: question, now, map?.choices[target] ?? [:], at: place)
        }
    }

    private func checkChoices(of old: Question, _ now: Question, _ names: [String: String], at place: Entry) {
        let known = now.kind.choices.map(\.id)
        for choice in old.kind.choices where !known.contains(choice.id) {
            guard let target = names[choice.id], known.contains(target) else {
                place.error(
                    "answer “\(choice.id)” of “\(old.id)” is gone: whoever gave it would lose it",
                    hint: "name it under replaces: choices: \(now.id)")
                continue
            }
        }
    }
}
