import HealthCheck
import Testing

@Suite("Parsing answers")
struct AnswerTests {
    private let yesNo = question("flag", .yesNo(yes: choice("yes"), no: choice("no", risk: 8)))
    private let single = question("single", .single([choice("a"), choice("b", risk: 5)]))
    private let multiple = question(
        "multiple", .multiple([choice("a"), choice("b"), choice("none", exclusive: true)], .worst))
    private let plain = question("plain", notApplicable: false, unknown: nil, .single([choice("a")]))
    private let number: Question
    private let share: Question

    init() throws {
        let rising = try curve((0, 0), (365, 10))
        number = question("days", .number(quantity(0...365, integer: true, curve: rising), unit: text("days")))
        share = question("share", .percent(quantity(0...100, curve: rising)))
    }

    @Test("every kind takes the answers it offers")
    func accepted() throws {
        #expect(try yesNo.parse(.text("yes"), in: context) == .choice("yes"))
        #expect(try single.parse(.text("b"), in: context) == .choice("b"))
        #expect(try multiple.parse(.list(["a", "b"]), in: context) == .choices(["a", "b"]))
        #expect(try multiple.parse(.text("a"), in: context) == .choices(["a"]), "one ticked box of a form comes alone")
        #expect(try multiple.parse(.list(["none"]), in: context) == .choices(["none"]))
        #expect(try number.parse(.number(183), in: context) == .number(183))
        #expect(try number.parse(.text("183"), in: context) == .number(183), "a form sends text")
        #expect(try share.parse(.number(12.5), in: context) == .number(12.5))
        #expect(try share.parse(.number(0), in: context) == .number(0))
        #expect(try share.parse(.number(100), in: context) == .number(100))
    }

    @Test("the two reserved answers fit every kind that offers them")
    func reserved() throws {
        for question in [yesNo, single, multiple, number, share] {
            #expect(try question.parse(.unknown, in: context) == .unknown)
            #expect(try question.parse(.notApplicable, in: context) == .notApplicable)
        }
    }

    @Test("each mistake is named")
    func mistakes() {
        expect(plain, .unknown, .unknownNotOffered)
        expect(plain, .notApplicable, .notApplicableNotOffered)
        expect(single, .number(1), .expectsOneChoice)
        expect(single, .list(["a"]), .expectsOneChoice)
        expect(single, .text("c"), .noSuchChoice("c"))
        expect(yesNo, .text("maybe"), .noSuchChoice("maybe"))
        expect(multiple, .number(1), .expectsChoices)
        expect(multiple, .list([]), .expectsChoices)
        expect(multiple, .list(["a", "c"]), .noSuchChoice("c"))
        expect(multiple, .list(["a", "none"]), .excludesOthers("none"))
        expect(number, .list(["1"]), .expectsNumber)
        expect(number, .text("many"), .expectsNumber)
        expect(number, .text("nan"), .expectsNumber)
        expect(number, .number(.infinity), .expectsNumber)
        expect(number, .number(-1), .outOfRange(minimum: 0, maximum: 365))
        expect(number, .number(366), .outOfRange(minimum: 0, maximum: 365))
        expect(number, .number(1.5), .expectsWholeNumber)
        expect(share, .number(100.1), .outOfRange(minimum: 0, maximum: 100))
    }

    @Test("a range written the wrong way round takes no number and stops nothing")
    func invertedRange() throws {
        let inverted = Quantity(
            minimum: 10, maximum: 0, isInteger: false, curve: try curve((0, 0)), findings: [])
        expect(question("q", .percent(inverted)), .number(5), .outOfRange(minimum: 10, maximum: 0))
    }

    private func expect(
        _ question: Question, _ value: AnswerValue, _ reason: AnswerProblem.Reason,
        _ location: SourceLocation = #_sourceLocation
    ) {
        #expect(throws: AnswerProblem(questionID: question.id, reason: reason), sourceLocation: location) {
            try question.parse(value, in: context)
        }
    }
}
