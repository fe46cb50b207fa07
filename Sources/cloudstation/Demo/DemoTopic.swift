/// One thing companies ask for again and again: the words of a ticket about it.
///
/// Texts may hold `{country}`, `{n}`, `{month}` and `{goods}`; each story fills them in its own way. The body and the
/// answer at a title's place belong to it; where there is none, the first does.
struct DemoTopic: Sendable {
    /// A matter of the catalogue.
    let matter: String
    /// How common it is, against the others.
    let weight: Int
    /// Only companies of these industries ask; empty means all.
    let industries: Set<String>
    let titles: [String]
    let bodies: [String]
    let answers: [String]
    /// What the unit asks for when papers are missing.
    let ask: String
    /// What an assisting unit says.
    let opinion: String

    init(
        _ matter: String, _ weight: Int, for industries: Set<String> = [], titles: [String], bodies: [String],
        answers: [String], ask: String = "请补一份加盖公章的情况说明，写清时间、人员和用途。",
        opinion: String = "材料已看，程序上没有障碍，同意按主办单位意见办理。"
    ) {
        self.matter = matter
        self.weight = weight
        self.industries = industries
        self.titles = titles
        self.bodies = bodies
        self.answers = answers
        self.ask = ask
        self.opinion = opinion
    }

    /// Everything companies ask for in the demonstration.
    static let all = travel + foreignStaff + safety + trade + papers + policing

    /// What is said about a finding of a self-test, whatever the matter is.
    static let warning = DemoTopic(
        "", 0, titles: [], bodies: [],
        answers: ["专席已和贵公司逐项核对在外人员的情况：先暂停新的派出，已在外的按名单逐人理清身份。整改完成后请重新自测，等级会随之更新。"],
        opinion: "建议先停新的派出，再分批整改；已在外人员的权益要先保障。")

    /// The first topic about `matter`; the commonest one where nobody wrote about it.
    static func about(_ matter: String) -> DemoTopic {
        all.first { $0.matter == matter } ?? travel[0]
    }
}
