/// How many tickets with a word in their title were put to a matter and a unit.
public struct WordCount: Hashable, Sendable {
    public let word: String
    public let matter: String
    public let unit: UnitID
    public let tickets: Int

    public init(word: String, matter: String, unit: UnitID, tickets: Int) {
        self.word = word
        self.matter = matter
        self.unit = unit
        self.tickets = tickets
    }
}

/// What earlier tickets with the same words say: where they went, and by which words.
public struct Experience<Place: Hashable & Sendable>: Hashable, Sendable {
    /// One word's part in it.
    public struct Evidence: Hashable, Sendable {
        public let word: String
        /// Tickets with the word that were put here, of all tickets with the word.
        public let here: Int
        public let all: Int

        public init(word: String, here: Int, all: Int) {
            self.word = word
            self.here = here
            self.all = all
        }
    }

    public let place: Place
    /// The words that say so, most tickets first; at most three, and never none.
    public let evidence: [Evidence]
}

extension Experience {
    /// A word says something once this many tickets with it were put to one place …
    public static var leastTickets: Int { 3 }
    /// … and these are so many percent of all tickets with the word.
    public static var leastPercent: Int { 60 }
}

extension [WordCount] {
    /// The unit that earlier tickets with these words were put to; nil while they do not agree.
    public var unit: Experience<UnitID>? { experience(\.unit) { $0.rawValue } }

    /// The same for the matter.
    public var matter: Experience<String>? { experience(\.matter) { $0 } }

    private func experience<Place: Hashable & Sendable>(
        _ place: (WordCount) -> Place, name: (Place) -> String
    ) -> Experience<Place>? {
        var evidence: [Place: [Experience<Place>.Evidence]] = [:]
        for (word, counts) in Dictionary(grouping: self, by: \.word) {
            let all = counts.reduce(0) { $0 + $1.tickets }
            for (place, here) in Dictionary(grouping: counts, by: place) {
                let tickets = here.reduce(0) { $0 + $1.tickets }
                guard tickets >= Experience<Place>.leastTickets,
                    tickets * 100 >= all * Experience<Place>.leastPercent
                else { continue }
                evidence[place, default: []].append(.init(word: word, here: tickets, all: all))
            }
        }
        // The place that most words speak for; equal ones by their tickets, then by name, so that it is always the same.
        let best = evidence.max { left, right in
            let (leftSum, rightSum) = (left.value.reduce(0) { $0 + $1.here }, right.value.reduce(0) { $0 + $1.here })
            return (left.value.count, leftSum, name(right.key)) < (right.value.count, rightSum, name(left.key))
        }
        return best.map { place, found in
            let sorted = found.sorted { ($1.here, $0.word) < ($0.here, $1.word) }
            return Experience(place: place, evidence: sorted.prefix(3).map { $0 })
        }
    }
}
