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
    /// The words that say so, most tickets first; never none.
    public let evidence: [Evidence]
}

extension Experience {
    /// A word says something once this many tickets with it were put to one place …
    public static var leastTickets: Int { 3 }
    /// … and these are so many percent of all tickets with the word.
    public static var leastPercent: Int { 60 }
    /// Words that are shown; more persuade nobody.
    static var mostShown: Int { 3 }

    /// The same, its words as they are read in `title`: pairs that overlap there become one, 出口 and 口退 and 退税
    /// 出口退税, with the counts of the rarest of them, without which no ticket has the whole. At most three, most
    /// tickets first, none that stands inside another.
    public func read(in title: String) -> Experience {
        let told = Dictionary(evidence.map { ($0.word, $0) }) { first, _ in first }
        var runs: [Evidence] = []
        var isOpen = false
        for piece in Words.pieces(of: title) {
            guard let pair = told[piece.word] else {
                isOpen = false
                continue
            }
            if isOpen, piece.overlaps, let run = runs.popLast(), let next = piece.word.last {
                let rarest = pair.all < run.all ? pair : run
                runs.append(Evidence(word: run.word + String(next), here: rarest.here, all: rarest.all))
            } else {
                runs.append(pair)
            }
            isOpen = true
        }
        let longest = runs.enumerated().filter { place, run in
            !runs.enumerated().contains { other, longer in
                longer.word == run.word ? other < place : longer.word.contains(run.word)
            }
        }.map(\.element)
        let sorted = longest.sorted { ($1.here, $0.word) < ($0.here, $1.word) }
        return Experience(place: place, evidence: Array(sorted.prefix(Self.mostShown)))
    }
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
            Experience(place: place, evidence: found.sorted { ($1.here, $0.word) < ($0.here, $1.word) })
        }
    }
}
