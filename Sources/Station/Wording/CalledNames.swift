import Foundation

/// Finds who is called in a text: `@` and somebody's login or displayed name, the longest that fits. What stands in a
/// mail address calls nobody.
public struct CalledNames: Sendable {
    /// One place in a text.
    public struct Call: Hashable, Sendable {
        /// With its sign.
        public let range: Range<String.Index>
        /// Whom it means: more than one where two people bear the name.
        public let ids: [String]
    }

    private let names: [(name: String, id: String)]

    /// - Parameter people: each with every name they may be called by.
    public init(_ people: [(id: String, names: [String])]) {
        names = people.flatMap { person in person.names.filter { !$0.isEmpty }.map { (name: $0, id: person.id) } }
            .sorted { $0.name.count > $1.name.count }
    }

    /// Every call, in order.
    public func calls(in text: String) -> [Call] {
        text.indices.filter { Self.begins(at: $0, in: text) }.compactMap { sign in
            let rest = text[text.index(after: sign)...]
            for candidate in names {
                guard let end = Self.end(of: candidate.name, at: rest) else { continue }
                let ids = names.filter { $0.name.lowercased() == candidate.name.lowercased() }.map(\.id)
                return Call(range: sign..<end, ids: ids)
            }
            return nil
        }
    }

    /// Whether the sign at `index` begins a name: not behind a letter or digit, as in `name@example.com`.
    private static func begins(at index: String.Index, in text: String) -> Bool {
        guard text[index] == "@" || text[index] == "＠" else { return false }
        return index == text.startIndex || !text[text.index(before: index)].isPartOfLogin
    }

    /// Where `name` ends if all of it stands at the start of `rest`: `@tax` is not called by `@taxes`.
    private static func end(of name: String, at rest: Substring) -> String.Index? {
        guard let range = rest.range(of: name, options: [.anchored, .caseInsensitive]) else { return nil }
        guard let next = rest[range.upperBound...].first, name.last?.isPartOfLogin == true else {
            return range.upperBound
        }
        return next.isPartOfLogin ? nil : range.upperBound
    }
}

extension Character {
    /// ASCII letters, digits, hyphen, underscore.
    fileprivate var isPartOfLogin: Bool {
        isASCII && (isLetter || isNumber || self == "-" || self == "_")
    }
}
