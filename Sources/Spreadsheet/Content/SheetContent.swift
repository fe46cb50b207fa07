/// One sheet of a file that came in: the cells that hold something, by their place.
public struct SheetContent: Sendable, Equatable {
    /// Empty for a CSV file.
    public let name: String
    /// Whether the sheet is kept out of sight.
    public let isHidden: Bool
    /// Only cells that hold something; a text may still be empty where a formula gave it.
    public let cells: [CellReference: SheetValue]

    public init(name: String, isHidden: Bool = false, cells: [CellReference: SheetValue]) {
        self.name = name
        self.isHidden = isHidden
        self.cells = cells
    }

    /// The cell at `B7`; nil where it is empty or the reference is none.
    public subscript(_ reference: String) -> SheetValue? { CellReference(reference).flatMap { cells[$0] } }

    /// The cell at a row and column counted from 0.
    public subscript(row row: Int, column column: Int) -> SheetValue? {
        CellReference(row: row, column: column).flatMap { cells[$0] }
    }

    /// Numbers of the rows that hold something, from 0, rising. A hostile sheet has few rows far apart: walk these.
    public var filledRows: [Int] { Set(cells.keys.map(\.row)).sorted() }
}
