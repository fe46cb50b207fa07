/// When a self-test is worth taking again: the worse the grade, the sooner.
public enum Retest {
    /// Months after a profile was issued; an unrated one soonest, since too little is known.
    public static func months(after grade: Grade?) -> Int {
        switch grade {
        case .a, .b: 12
        case .c: 6
        case .d, .e, nil: 3
        }
    }
}
