/// What is wrong with one answer, precise enough to tell the person at the field.
public struct AnswerProblem: Error, Hashable, Sendable {
    /// The kinds of mistake.
    public enum Reason: Error, Hashable, Sendable {
        case noSuchQuestion
        /// Not asked under the other answers given: the question it hangs on.
        case notAsked(because: String)
        case expectsOneChoice
        case expectsChoices
        case expectsNumber
        case noSuchChoice(String)
        case excludesOthers(String)
        case outOfRange(minimum: Double, maximum: Double)
        case expectsWholeNumber
        case expectsDay
        case dayInFuture
        case expectsText
        case textTooLong(limit: Int)
        case expectsRows
        case tooManyRows(limit: Int)
        case noSuchColumn(String)
        case row(Int, RowReason)
        /// The shares of all rows together, in percent.
        case sharesExceedAll(total: Double)
        case expectsFiles
        case tooManyFiles(limit: Int)
        /// No such evidence file, or not the company's own for this question.
        case noSuchFile(String)
        case unknownNotOffered
        case notApplicableNotOffered
    }

    /// What is wrong in one row of a table; rows count from 1.
    public enum RowReason: Error, Hashable, Sendable {
        case noSuchCountry(String)
        case countryMissing
        case countryTwice(String)
        case expectsNumber(column: String)
        case outOfRange(column: String, minimum: Double, maximum: Double)
        case expectsWholeNumber(column: String)
        case exposureMissing(column: String)
    }

    public let questionID: String
    public let reason: Reason

    public init(questionID: String, reason: Reason) {
        self.questionID = questionID
        self.reason = reason
    }
}
