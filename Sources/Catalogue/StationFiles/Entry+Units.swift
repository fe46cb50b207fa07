import Casework
import Station

extension Entry {
    /// The units; exactly one of them is the desk.
    func units() -> [UnitCard] {
        guard let list = fields(required: ["units"])?["units"] else { return [] }
        var used = UsedOnce("unit id", "单位标识")
        var desks: [Entry] = []
        var ids: [String] = []
        let units = list.items(atLeast: 1).compactMap { item -> UnitCard? in
            guard
                let fields = item.fields(
                    required: ["id", "name", "shortName", "loop", "phone", "email"], optional: ["desk", "balance"])
            else { return nil }
            let id = fields["id"]?.identifier()
            if let id, let entry = fields["id"] {
                used.claim(id, at: entry)
                ids.append(id)
                if id == Self.matterUnit {
                    entry.error("“\(id)” is reserved: in routing it means the matter's own unit")
                }
            }
            let name = fields["name"]?.localized()
            let shortName = fields["shortName"]?.shortText()
            let loop = fields["loop"]?.word(of: ["inner", "outer"]).flatMap(UnitCard.Loop.init)
            let isDesk = fields["desk"].map { $0.flag() } ?? false
            if isDesk == true, let entry = fields["desk"] { desks.append(entry) }
            let phone = fields["phone"]?.text()
            let email = fields["email"]?.address()
            let balance =
                fields["balance"].map { $0.word(of: LoadBalance.self) } ?? (isDesk == true ? .oneQueue : .leastOpen)
            guard let id, let name, let shortName, let loop, let isDesk, let phone, let email, let balance else {
                return nil
            }
            return UnitCard(
                id: UnitID(rawValue: id), name: name, shortName: shortName, loop: loop, isDesk: isDesk, phone: phone,
                email: email, balance: balance)
        }
        if desks.isEmpty { list.error("no unit is the desk", hint: "exactly one unit has “desk: true”") }
        for desk in desks.dropFirst() {
            desk.error(
                "a second desk", hint: "exactly one unit has “desk: true”; the first is on line \(desks[0].place.line)")
        }
        proof.declare(units: ids)
        return units
    }

    /// The word by which routing names the unit of the ticket's own matter.
    static let matterUnit = "matter-unit"

    private func address() -> String? {
        guard let text = text() else { return nil }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), !text.contains(where: \.isWhitespace) else {
            error("“\(text)” is no e-mail address")
            return nil
        }
        return text
    }
}
