import Casework
import HealthCheck

/// A matter that a text seems to be about, and the words that say so.
public struct MatterSuggestion: Hashable, Sendable {
    public let matter: Matter
    /// Keywords of the matter that stand in the text, the longest first; never none.
    public let words: [String]
}

extension Station {
    /// How many matters are suggested at most.
    private static let suggestionLimit = 5

    /// Matters whose keywords or name stand in what somebody wrote, the most of them first. Says nothing of earlier
    /// tickets, so companies may see it too.
    public func suggestedMatters(for text: String) -> [MatterSuggestion] {
        let text = FoldedText(String(text.prefix(TicketFiling.bodyLimit)))
        let found = catalogue.matters.compactMap { matter -> MatterSuggestion? in
            let names = [matter.name.zhHans, matter.name.en] + matter.keywords
            let words = Set(names).filter { $0.count > 1 && text.contains(FoldedText($0)) }
                .sorted { ($1.count, $0) < ($0.count, $1) }
            return words.isEmpty ? nil : MatterSuggestion(matter: matter, words: words)
        }
        return Array(
            found.sorted { left, right in
                (right.weight, left.matter.commonRank ?? Int.max, left.matter.code)
                    < (left.weight, right.matter.commonRank ?? Int.max, right.matter.code)
            }.prefix(Self.suggestionLimit))
    }
}

extension MatterSuggestion {
    /// Longer words say more.
    fileprivate var weight: Int { words.reduce(0) { $0 + $1.count } }
}
