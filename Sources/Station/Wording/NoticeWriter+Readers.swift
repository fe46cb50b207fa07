import Casework
import HealthCheck

/// Who is behind an audience.
extension NoticeWriter {
    /// A mailbox, and whose preferences count for it; a unit's own has none.
    struct Mailbox {
        let address: String
        let language: Language
        let reader: NoticeReader?
    }

    func mailboxes(
        _ audience: Notice.Audience, _ context: Context, _ tx: borrowing StationTransaction
    ) throws -> [Mailbox] {
        switch audience {
        case .company:
            return context.company.map {
                [Mailbox(address: $0.contactEmail, language: $0.language, reader: .company($0.code))]
            } ?? []
        case .desk: return mailbox(of: station.policy.desk)
        case .lead(let unit), .assisting(let unit): return mailbox(of: unit)
        case .managers, .expert, .person:
            return try accounts(audience, context, tx).map {
                Mailbox(address: $0.email, language: $0.language, reader: .account($0.id))
            }
        }
    }

    func accounts(
        _ audience: Notice.Audience, _ context: Context, _ tx: borrowing StationTransaction
    ) throws -> [Account] {
        let accounts: [Account]
        switch audience {
        case .company: accounts = try context.company.map { try tx.accounts.staff(of: $0.code) } ?? []
        case .desk: accounts = try tx.accounts.accounts(with: .liaison)
        case .lead(station.policy.desk), .assisting(station.policy.desk):
            accounts = try tx.accounts.accounts(with: .liaison)
        case .lead(let unit), .assisting(let unit): accounts = try tx.accounts.officers(of: unit)
        case .managers: accounts = try tx.accounts.accounts(with: .manager)
        case .expert(let id), .person(let id): accounts = try [tx.accounts.account(id)].compactMap(\.self)
        }
        return try standingIn(for: accounts.filter { !$0.isDisabled }, tx)
    }

    /// Whoever is away today is replaced by who stands in; each once.
    private func standingIn(for accounts: [Account], _ tx: borrowing StationTransaction) throws -> [Account] {
        let officers = accounts.filter { $0.company == nil }
        let today = station.policy.calendar.day(of: station.ambient.now())
        let away = try station.absences(of: officers, from: today, tx)
        var told: Set<String> = []
        return try accounts.compactMap { account in
            let id = away.isHere(account.id, on: today) ? account.id : away.standIn(for: account.id, on: today)
            guard let id, told.insert(id).inserted else { return nil }
            return id == account.id ? account : try accounts.first { $0.id == id } ?? tx.accounts.account(id)
        }
    }

    func robots(_ audience: Notice.Audience) -> [NoticeTable.Robot] {
        let unit: UnitID? =
            switch audience {
            case .desk: station.policy.desk
            case .lead(let unit), .assisting(let unit): unit
            case .managers: nil
            case .company, .expert, .person: UnitID(rawValue: "")
            }
        return station.catalogue.noticeTable.robots.filter { $0.unit == unit }
    }

    private func mailbox(of unit: UnitID) -> [Mailbox] {
        station.catalogue.unit(unit).map { [Mailbox(address: $0.email, language: .zhHans, reader: nil)] } ?? []
    }
}
