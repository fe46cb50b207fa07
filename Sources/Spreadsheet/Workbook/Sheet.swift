/// One sheet of a workbook, from A1 on.
public struct Sheet: Sendable, Equatable {
    /// 1 to 31 characters (UTF-16), none of `[ ] : * ? / \`, no apostrophe at either end.
    public var name: String
    /// Widths from column A on, in characters; further columns have the usual one.
    public var columns: [Double]
    public var rows: [[Cell]]
    /// Rows from the top that stay in view.
    public var frozenRows: Int
    /// Rows from the top that stand on every printed page.
    public var repeatedRows: Int
    /// Locks every cell but those of style `input`, without a password: against mishaps, not against people.
    public var isProtected: Bool
    public var rules: [CellRule]
    /// Paper is A4; the width fits on one page.
    public var orientation: Orientation

    public init(
        name: String, columns: [Double] = [], rows: [[Cell]] = [], frozenRows: Int = 0, repeatedRows: Int = 0,
        isProtected: Bool = false, rules: [CellRule] = [], orientation: Orientation = .portrait
    ) {
        self.name = name
        self.columns = columns
        self.rows = rows
        self.frozenRows = frozenRows
        self.repeatedRows = repeatedRows
        self.isProtected = isProtected
        self.rules = rules
        self.orientation = orientation
    }

    /// How the paper lies.
    public enum Orientation: Sendable, Equatable {
        case portrait, landscape
    }
}
