extension Masking {
    /// `text` with everything in it that may be a passport, identity or tax number made unusable: `E12•••78`.
    ///
    /// Such a number is a run of at least nine ASCII letters and digits, seven of them digits; dates, amounts of everyday size
    /// and the station's own numbers with their dashes are not. What people type goes through here before it leaves the
    /// station in a notice.
    public static func identityNumbers(in text: String) -> String {
        var result = ""
        var run = ""
        func end() {
            let isNumber = run.count >= shortestNumber && run.count(where: \.isNumber) >= fewestDigits
            result += isNumber ? "\(run.prefix(3))•••\(run.suffix(2))" : run
            run = ""
        }
        for character in text {
            if character.isASCII, character.isLetter || character.isNumber {
                run.append(character)
            } else {
                end()
                result.append(character)
            }
        }
        end()
        return result
    }

    private static let shortestNumber = 9
    private static let fewestDigits = 7
}
