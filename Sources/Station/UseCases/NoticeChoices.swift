import Casework

/// How somebody hears, and whether their addresses take anything.
public struct NoticeChoices: Hashable, Sendable {
    public let reader: NoticeReader
    public let preferences: NoticePreferences
    public let mail: Address
    /// A company's only.
    public let phone: Address?

    /// An address with why it is not used, if it is not.
    public struct Address: Hashable, Sendable {
        public let text: String
        public let refused: RefusedAddress?
    }
}

extension Station {
    /// For a company's staff the choices of the company, which its contact's mailbox and telephone go by; for everybody
    /// else their own.
    public func noticeChoices(by principal: Principal) async throws -> NoticeChoices {
        let reader = Self.reader(principal)
        return try await database.read { [self] tx in
            let company = try principal.company.flatMap { try tx.companies.company($0) }
            return NoticeChoices(
                reader: reader, preferences: try tx.notices.preferences(of: reader) ?? .standard,
                mail: try address(company?.contactEmail ?? principal.account.email, tx),
                phone: try company.map { try address($0.contactPhone, tx) })
        }
    }

    /// Keeps what somebody chose.
    public func chooseNotices(_ preferences: NoticePreferences, by principal: Principal) async throws {
        let (reader, now) = (Self.reader(principal), ambient.now())
        try await database.write { [self] tx in
            try tx.notices.save(preferences, of: reader, at: now)
            try audit("notices.choose", reader.description, by: principal.account.login, tx)
        }
    }

    /// Sends to one's own addresses again, because they are right after all.
    public func acceptAddressesAgain(by principal: Principal) async throws {
        try await database.write { [self] tx in
            let company = try principal.company.flatMap { try tx.companies.company($0) }
            let addresses = company.map { [$0.contactEmail, $0.contactPhone] } ?? [principal.account.email]
            for address in addresses where try tx.notices.acceptAgain(address) {
                try audit("address.accept", Masking.address(address), by: principal.account.login, tx)
            }
        }
    }

    private func address(
        _ text: String, _ tx: borrowing StationTransaction
    ) throws -> NoticeChoices.Address {
        NoticeChoices.Address(text: text, refused: try tx.notices.refused(text))
    }

    private static func reader(_ principal: Principal) -> NoticeReader {
        principal.company.map { .company($0) } ?? .account(principal.account.id)
    }
}
