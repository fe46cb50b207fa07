extension OutboxMessage {
    /// What a digest took up: the first subjects, oldest first, and how many there are in all. It stands in the digest
    /// itself, so that one more costs the same after ten thousand as after ten.
    public struct Told: Codable, Hashable, Sendable {
        /// How a digest says it, in its reader's language; `{count}` stands for a number that grows until it is sent.
        public struct Wording: Codable, Hashable, Sendable {
            public let subject: String
            /// Said of what is counted and not named.
            public let more: String
            public let link: String

            public init(subject: String, more: String, link: String) {
                self.subject = subject
                self.more = more
                self.link = link
            }
        }

        public let subjects: [String]
        public let total: Int
        /// Nil in digests written before it was kept.
        public let wording: Wording?

        public init(subjects: [String], total: Int, wording: Wording? = nil) {
            self.subjects = subjects
            self.total = total
            self.wording = wording
        }

        /// One more, named while there are fewer than `limit`.
        func adding(_ subject: String, limit: Int, _ wording: Wording) -> Told {
            Told(
                subjects: subjects.count < limit ? subjects + [subject] : subjects, total: total + 1,
                wording: wording)
        }

        /// The digest that tells it.
        func payload(_ wording: Wording) -> Payload {
            let subject = fill(wording.subject, ["count": "\(total)"])
            var lines = subjects.map { "· \($0)" }
            let rest = total - subjects.count
            if rest > 0 { lines.append(fill(wording.more, ["count": "\(rest)"])) }
            let body = [subject, "", lines.joined(separator: "\n"), "", wording.link]
            return Payload(subject: subject, body: body.joined(separator: "\n") + "\n", told: self)
        }
    }
}

extension OutboxMessage.Payload {
    /// A digest that has come to tell of `total`; the same where it says so already, and for what is no digest.
    public func telling(of total: Int) -> Self {
        guard let told, let wording = told.wording, total > told.total else { return self }
        return OutboxMessage.Told(subjects: told.subjects, total: total, wording: wording).payload(wording)
    }
}

/// A digest that still collects.
public struct OpenDigest: Hashable, Sendable {
    public let id: String
    /// How many messages it tells of; 0 where that was not counted beside it yet.
    public let total: Int

    public init(id: String, total: Int) {
        self.id = id
        self.total = total
    }
}
