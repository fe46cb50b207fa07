#if PostgreSQL
    import Casework
    import Station

    /// Changes as the payload of a notification: who says so, where, and what, parted by blanks.
    struct ChangeMessage: Hashable {
        /// Which process, so that it can leave its own out.
        let node: String
        /// Which of several stations in one database.
        let schema: String
        let changes: Set<StationChange>

        init(node: String, schema: String, changes: Set<StationChange>) {
            self.node = node
            self.schema = schema
            self.changes = changes
        }

        /// Nil for what no station writes; words of a newer station are left out.
        init?(_ payload: String) {
            let words = payload.split(separator: " ")
            guard words.count >= 2 else { return nil }
            self.init(
                node: String(words[0]), schema: String(words[1]),
                changes: Set(words.dropFirst(2).compactMap(Self.change)))
        }

        var payload: String { ([node, schema] + changes.map(Self.word).sorted()).joined(separator: " ") }

        /// PostgreSQL takes less than 8,000 bytes; a word has at most 21, node and schema have less than 60.
        private static let mostChanges = 350

        /// As many messages as it takes.
        static func messages(node: String, schema: String, changes: Set<StationChange>) -> [ChangeMessage] {
            let all = Array(changes)
            return stride(from: 0, to: all.count, by: mostChanges).map { start in
                ChangeMessage(
                    node: node, schema: schema, changes: Set(all[start..<min(start + mostChanges, all.count)]))
            }
        }

        private static func word(_ change: StationChange) -> String {
            switch change {
            case .ticket(let number): "t\(number.key)"
            case .outbox: "o"
            }
        }

        private static func change(_ word: Substring) -> StationChange? {
            if word == "o" { return .outbox }
            guard word.first == "t", let key = Int64(word.dropFirst()), key > 0 else { return nil }
            return TicketNumber(key: key).map { .ticket($0) }
        }
    }
#endif
