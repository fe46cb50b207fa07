extension Station {
    /// What somebody was told on the station, newest first.
    public func inbox(limit: Int, cursor: String?, by principal: Principal) async throws -> Page<InboxItem> {
        try await database.read { [id = principal.account.id] tx in
            try tx.notices.inbox(of: id, limit: limit, cursor: cursor)
        }
    }

    /// How many are unread; counts no further than a hundred.
    public func unreadCount(by principal: Principal) async throws -> Int {
        try await database.read { [id = principal.account.id] tx in try tx.notices.unread(of: id, limit: 100) }
    }

    /// Marks one of one's own items read; gives the path of what it is about.
    public func readInboxItem(_ id: String, by principal: Principal) async throws -> String {
        let now = ambient.now()
        return try await database.write { [account = principal.account.id] tx in
            guard let item = try tx.notices.item(id, of: account) else { throw StationError.notFound }
            try tx.notices.markRead(id, of: account, at: now)
            return item.path
        }
    }

    /// Marks everything read that one has.
    public func markAllRead(by principal: Principal) async throws {
        let now = ambient.now()
        try await database.write { [account = principal.account.id] tx in
            try tx.notices.markAllRead(of: account, at: now)
        }
    }
}
