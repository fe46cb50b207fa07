import HealthCheck
import Station

/// `station/grounds.yaml`: why requests are refused, and why somebody may come to the window.
extension Entry {
    func grounds() -> Grounds? {
        guard let fields = fields(required: ["refusals", "window"]) else { return nil }
        var used = UsedOnce("ground", "理由")
        let refusals = fields["refusals"]?.items(atLeast: 1).compactMap { $0.refusalGround(&used) } ?? []
        guard let window = fields["window"]?.fields(required: ["matter", "grounds"]) else { return nil }
        let matter = window["matter"]?.matterReference()
        var admissionsUsed = UsedOnce("ground", "理由")
        let admissions = window["grounds"]?.items(atLeast: 1).compactMap { $0.admissionGround(&admissionsUsed) } ?? []
        guard let matter else { return nil }
        return Grounds(refusals: refusals, windowMatter: matter, admissions: admissions)
    }

    private func refusalGround(_ used: inout UsedOnce) -> RefusalGround? {
        guard let fields = fields(required: ["id", "title", "sentence", "appealable"], optional: ["instead"]) else {
            return nil
        }
        let id = fields["id"]?.claimedIdentifier(&used)
        let title = fields["title"]?.localized()
        let sentence = fields["sentence"]?.localized()
        let isAppealable = fields["appealable"]?.flag()
        let instead = fields["instead"]?.localized()
        if isAppealable == false, fields["instead"] == nil {
            fields["appealable"]?.error(
                "no appeal and no way to go instead", hint: "say under “instead” where the company turns to")
        }
        guard let id, let title, let sentence, let isAppealable else { return nil }
        return RefusalGround(
            id: id, title: title, sentence: sentence, isAppealable: isAppealable, instead: instead)
    }

    private func admissionGround(_ used: inout UsedOnce) -> AdmissionGround? {
        guard let fields = fields(required: ["id", "title", "hint"]) else { return nil }
        let id = fields["id"]?.claimedIdentifier(&used)
        let title = fields["title"]?.localized()
        let hint = fields["hint"]?.localized()
        guard let id, let title, let hint else { return nil }
        return AdmissionGround(id: id, title: title, hint: hint)
    }

    /// An id that nothing else in the list has.
    func claimedIdentifier(_ used: inout UsedOnce) -> String? {
        guard let id = identifier() else { return nil }
        used.claim(id, at: self)
        return id
    }
}
