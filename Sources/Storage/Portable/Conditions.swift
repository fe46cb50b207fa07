import Station

/// The WHERE of a list, grown condition by condition together with its arguments.
struct Conditions {
    private var parts: [String] = []
    private(set) var arguments: [SQLValue] = []

    mutating func and(_ sql: String, _ values: SQLValue...) {
        parts.append(sql)
        arguments += values
    }

    /// `column` is one of `values`; no values select nothing.
    mutating func and(_ column: String, in values: [SQLValue]) {
        parts.append(values.isEmpty ? "1 = 0" : "\(column) IN (\(Self.marks(values.count)))")
        arguments += values
    }

    mutating func and(_ sql: String, values: [SQLValue]) {
        parts.append(sql)
        arguments += values
    }

    /// ` WHERE a AND b`, or nothing.
    var clause: String { parts.isEmpty ? "" : " WHERE " + parts.joined(separator: " AND ") }

    /// `?, ?, ?`
    static func marks(_ count: Int) -> String { Array(repeating: "?", count: count).joined(separator: ", ") }
}

/// Where a page ended: the sort key of its last row and what tells equal keys apart.
struct Keyset: Hashable {
    /// Which list and order it belongs to, so that a cursor of another list is taken as malformed.
    let list: String
    let key: Int64
    let tie: String

    init(list: String, key: Int64, tie: String) {
        self.list = list
        self.key = key
        self.tie = tie
    }

    /// Nil unless `cursor` was written by `text` for the same list.
    init?(_ cursor: String?, list: String) {
        guard let parts = cursor?.split(separator: ".", maxSplits: 2), parts.count == 3, parts[0] == list,
            let key = Int64(parts[1]), parts[2].utf8.count <= 64, parts[2].utf8.allSatisfy({ 0x21...0x7E ~= $0 })
        else { return nil }
        self.init(list: list, key: key, tie: String(parts[2]))
    }

    var text: String { "\(list).\(key).\(tie)" }

    /// A page's size within 1…100.
    static func size(_ limit: Int) -> Int { min(100, max(1, limit)) }
}
