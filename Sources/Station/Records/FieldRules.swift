import HealthCheck

extension FieldProblem {
    /// What is wrong with a name or another text that people read in one line.
    static func line(_ text: String, at pointer: String, limit: Int) -> [FieldProblem] {
        let problems = Station.problems(of: text, at: pointer, limit: limit)
        guard problems.isEmpty, text.unicodeScalars.contains(where: \.isUnseenBreak) else { return problems }
        return [FieldProblem(pointer, .notOneLine)]
    }

    /// What is wrong with an address that notices go to.
    static func mail(_ text: String, at pointer: String) -> [FieldProblem] {
        if text.isEmpty { return [FieldProblem(pointer, .missing)] }
        return MailAddress(text) == nil ? [FieldProblem(pointer, .notMailAddress)] : []
    }
}

extension Unicode.Scalar {
    /// Control characters and line breaks: they part lines of lists, headers and logs.
    fileprivate var isUnseenBreak: Bool {
        [.control, .lineSeparator, .paragraphSeparator].contains(properties.generalCategory)
    }
}
