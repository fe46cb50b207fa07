import Casework
import Foundation
import Testing

@Suite("Unified social credit codes")
struct CreditCodeTests {
    /// Check characters computed apart from the product: a digit, a letter, two published codes.
    static let valid = ["91330109MA2XXXXXX4", "91330109MA2AXXXX09", "91330100799655058B", "91440300708461136T"]

    @Test("valid codes are taken as they are", arguments: valid)
    func accepted(code: String) throws {
        #expect(try CreditCode(code).description == code)
    }

    @Test("lower case, spaces and hyphens are put right")
    func tidied() throws {
        #expect(try CreditCode(" 9133 0109-ma2x xxxxx4\n").description == "91330109MA2XXXXXX4")
    }

    @Test("of 31 check characters exactly one fits", arguments: valid)
    func oneCheckCharacter(code: String) {
        let fitting = "0123456789ABCDEFGHJKLMNPQRTUWXY".filter {
            (try? CreditCode(code.dropLast() + String($0))) != nil
        }
        #expect(fitting == code.suffix(1))
    }

    @Test("every single wrong character is caught", arguments: valid)
    func singleErrors(code: String) {
        let right = Array(code)
        for place in right.indices {
            for character in "0123456789ABCDEFGHJKLMNPQRTUWXY" where character != right[place] {
                var wrong = right
                wrong[place] = character
                #expect(throws: CreditCode.Mistake.checkCharacter) { try CreditCode(String(wrong)) }
            }
        }
    }

    @Test("each mistake is named")
    func mistakes() {
        #expect(throws: CreditCode.Mistake.length(17)) { try CreditCode("91330109MA2XXXXXX") }
        #expect(throws: CreditCode.Mistake.length(0)) { try CreditCode(" - ") }
        for letter in "IOSVZ中＊" {
            #expect(throws: CreditCode.Mistake.character(letter)) { try CreditCode("91330109MA2XXXXX\(letter)4") }
        }
    }

    @Test("JSON is the code, and a wrong one is refused")
    func json() throws {
        let code = try CreditCode("91330109MA2XXXXXX4")
        #expect(try JSONDecoder().decode([CreditCode].self, from: JSONEncoder().encode([code])) == [code])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([CreditCode].self, from: Data(#"["91330109MA2XXXXXX5"]"#.utf8))
        }
    }
}
