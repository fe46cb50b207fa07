/// What may be typed into some cells, with a note beside the cell and a message that refuses anything else.
public struct CellRule: Sendable, Equatable {
    public var range: CellRange
    public var allowed: Allowed
    /// Shown while the cell is chosen, unless empty. Clipped to 32 characters, as spreadsheets demand.
    public var promptTitle: String
    /// Clipped to 255 characters.
    public var prompt: String
    /// Clipped to 32 characters; empty: the spreadsheet's own words.
    public var errorTitle: String
    /// Clipped to 255 characters.
    public var error: String
    /// Whether anything else may be typed as well: the list or the note then only helps.
    public var isAdvice: Bool

    public init(
        _ range: CellRange, _ allowed: Allowed, promptTitle: String = "", prompt: String = "", errorTitle: String = "",
        error: String = "", isAdvice: Bool = false
    ) {
        self.range = range
        self.allowed = allowed
        self.promptTitle = promptTitle
        self.prompt = prompt
        self.errorTitle = errorTitle
        self.error = error
        self.isAdvice = isAdvice
    }

    /// What may be typed; an empty cell always may stay empty.
    public enum Allowed: Sendable, Equatable {
        /// One of these, from a drop-down list. A list too long for the cell goes to a hidden sheet of the workbook.
        case choices([String])
        case number(ClosedRange<Double>)
        case day
    }
}
