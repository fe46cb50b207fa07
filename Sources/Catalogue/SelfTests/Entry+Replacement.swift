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

    /// Reports, at `replaces`, whatever of the version before has neither stayed nor been accounted for, and whatever is
    /// accounted for that never was.
    func checkReplacement(of old: Questionnaire, by new: Questionnaire) {
        let place = anyFields()?["replaces"] ?? self
        let map = new.replaces ?? Replacement(version: old.version, renamed: [:], removed: [:], choices: [:])
        if map.version != old.version {
            place.error("replaces version “\(map.version)”, but the version before is “\(old.version)”")
        }
        place.checkNames(map, old, new)
        var takenBy: [String: String] = [:]
        for question in old.questions where map.removed[question.id] == nil {
            let target = map.renamed[question.id] ?? question.id
            if let other = takenBy.updateValue(question.id, forKey: target) {
                place.error("“\(other)” and “\(question.id)” both become “\(target)”: one answer would be lost")
            }
            guard let now = new.question(target) else {
                place.reportLost(question.id, renamedTo: map.renamed[question.id], since: old.version)
                continue
            }
            guard now.kind.name == question.kind.name else {
                place.error(
                    "“\(question.id)” was of kind \(question.kind.name) and is now \(now.kind.name)",
                    hint: "give the new question another id and name the old one under replaces: removed")
                continue
            }
            place.checkChoices(of: question, now, map.choices[target] ?? [:])
        }
    }

    private func reportLost(_ question: String, renamedTo target: String?, since version: String) {
        if let target {
            error("“\(question)” is renamed to “\(target)”, which does not exist")
        } else {
            error(
                "“\(question)” of version \(version) is gone: answers to it would be lost",
                hint: "name it under replaces: renamed, or removed with the reason")
        }
    }

    /// A name in the map is a question of the version before that has gone; a word that means nothing is a slip.
    private func checkNames(_ map: Replacement, _ old: Questionnaire, _ new: Questionnaire) {
        let known = old.questions.map(\.id)
        for id in (Array(map.renamed.keys) + Array(map.removed.keys)).sorted() {
            if !known.contains(id) {
                error(
                    "“\(id)” was no question of version \(old.version)", hint: Spelling.hint(for: id, among: known))
            } else if new.question(id) != nil {
                error(
                    "“\(id)” is both asked and named as gone",
                    hint: "give the new question an id that was never used")
            }
        }
        for id in map.choices.keys.sorted() where new.question(id) == nil {
            error(
                "choices are renamed of “\(id)”, which does not exist",
                hint: Spelling.hint(for: id, among: new.questions.map(\.id)))
        }
    }

    private func checkChoices(of old: Question, _ now: Question, _ names: [String: String]) {
        let known = now.kind.choices.map(\.id)
        let before = old.kind.choices.map(\.id)
        for choice in before where names[choice] == nil && !known.contains(choice) {
            error(
                "answer “\(choice)” of “\(old.id)” is gone: whoever gave it would lose it",
                hint: "name it under replaces: choices: \(now.id)")
        }
        for (choice, target) in names.sorted(by: { $0.key < $1.key }) {
            if !before.contains(choice) {
                error(
                    "“\(choice)” was no answer of “\(old.id)”", hint: Spelling.hint(for: choice, among: before))
            } else if !known.contains(target) {
                error(
                    "answer “\(choice)” of “\(old.id)” is renamed to “\(target)”, which does not exist",
                    hint: Spelling.hint(for: target, among: known))
            }
        }
    }
}
