import HealthCheck
import Testing

@Suite("Grades and rounding")
struct GradeTests {
    @Test(
        "a threshold belongs to the worse grade",
        arguments: [
            (0.0, Grade.a), (1.9, .a), (2.0, .b), (3.4, .b), (3.5, .c), (4.9, .c), (5.0, .d), (6.4, .d), (6.5, .e),
            (10.0, .e),
        ])
    func thresholds(score: Double, grade: Grade) {
        #expect(Grade(score: score) == grade)
    }

    @Test("greater means worse")
    func order() {
        #expect(Grade.allCases.sorted() == [.a, .b, .c, .d, .e])
        #expect(max(Grade.b, .d) == .d)
    }

    @Test(
        "halves go up, and binary noise does not pull them down",
        arguments: [
            (2.45, 2.5), (2.4499999999999997, 2.5), (2.44, 2.4), (0.05, 0.1), (0.04999, 0.0), (9.95, 10.0), (0, 0),
            (1.005 + 0.345, 1.4),
        ])
    func rounding(exact: Double, issued: Double) {
        #expect(exact.roundedHalfUp == issued)
    }
}
