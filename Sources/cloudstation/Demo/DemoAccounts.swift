import Casework
import Foundation
import HealthCheck
import Station

/// The people one can sign in as, all with one password.
struct DemoAccounts: Sendable {
    /// Of every demonstration account; written on the sign-in page of a demonstration and nowhere secret.
    static let password = "demo-station-2026"

    let companies: [Company]
    let passwordHash: String

    /// Nine accounts: two companies, the desk, two units, and those who look on.
    func all(at now: Date, chance: inout DemoChance) -> [Account] {
        let staff: [(String, String, Set<Role>, UnitID?)] = [
            ("liaison", Self.name(of: "liaison-desk") ?? "", [.liaison], nil),
            ("entry-exit", Self.name(of: "entry-exit") ?? "", [.unit], "entry-exit"),
            ("economic-crime", Self.name(of: "economic-crime") ?? "", [.unit], "economic-crime"),
            ("expert", "法律专家小询", [.expert], nil),
            ("manager", "值班领导小屏", [.manager], nil),
            ("admin", "系统管理员小云", [.administrator], nil),
            ("auditor", "审计员小鉴", [.auditor], nil),
        ]
        let companyStaff = zip(["company", "company2"], companies).enumerated().map { place, pair in
            account(
                pair.0, pair.1.contactName, [.company], company: pair.1.code,
                email: "staff@\(DemoCompanies.domain(place))", at: now, &chance)
        }
        return companyStaff
            + staff.map { login, name, roles, unit in
                account(login, name, roles, unit: unit, email: "\(login)@station.example", at: now, &chance)
            }
    }

    /// Colleagues of the two units, so that a team has something to show; with chances of their own, which leaves all
    /// others as they were.
    func colleagues(at now: Date) -> [Account] {
        var chance = DemoChance(seed: 29)
        let staff: [(String, String, UnitID)] = [
            ("entry-exit-2", "出入境民警小入", "entry-exit"), ("entry-exit-3", "出入境民警小证", "entry-exit"),
            ("economic-crime-2", "经侦民警小侦", "economic-crime"),
        ]
        return staff.map { login, name, unit in
            account(login, name, [.unit], unit: unit, email: "\(login)@station.example", at: now, &chance)
        }
    }

    /// Who signs for a unit in the history: the account's name where the unit has one.
    static func name(of unit: UnitID) -> String? {
        switch unit.rawValue {
        case "liaison-desk": "联络员小站"
        case "entry-exit": "出入境民警小境"
        case "economic-crime": "经侦民警小经"
        default: nil
        }
    }

    private func account(
        _ login: String, _ name: String, _ roles: Set<Role>, unit: UnitID? = nil, company: CreditCode? = nil,
        email: String, at now: Date, _ chance: inout DemoChance
    ) -> Account {
        Account(
            id: UUIDv7.make(at: now, random: chance.bytes(10)), login: login, displayName: name, roles: roles,
            unit: unit, company: company, email: email, language: .zhHans, passwordHash: passwordHash,
            isDisabled: false)
    }
}
