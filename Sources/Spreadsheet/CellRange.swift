/// A rectangle of cells, `B2:B40`; holds at least one.
public struct CellRange: Hashable, Sendable, CustomStringConvertible {
    /// Top left.
    public let first: CellReference
    /// Bottom right, inside.
    public let last: CellReference

    /// Nil unless `last` lies neither above nor left of `first`.
    public init?(_ first: CellReference, _ last: CellReference) {
        guard first.row <= last.row, first.column <= last.column else { return nil }
        self.first = first
        self.last = last
    }

    /// One cell.
    public init(_ cell: CellReference) {
        first = cell
        last = cell
    }

    /// Parses `B2:B40` or `B2`.
    public init?(_ text: String) {
        let ends = text.split(separator: ":", omittingEmptySubsequences: false).map { CellReference($0) }
        guard (1...2).contains(ends.count), let first = ends.first ?? nil, let last = ends.last ?? nil else {
            return nil
        }
        self.init(first, last)
    }

    /// Whether `cell` lies within.
    public func contains(_ cell: CellReference) -> Bool {
        (first.row...last.row).contains(cell.row) && (first.column...last.column).contains(cell.column)
    }

    /// `B2:B40`, or `B2` for one cell.
    public var description: String { first == last ? "\(first)" : "\(first):\(last)" }
}
