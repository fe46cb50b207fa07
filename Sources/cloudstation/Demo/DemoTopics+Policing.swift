/// Everyday police business of companies.
extension DemoTopic {
    static let policing: [DemoTopic] = [
        DemoTopic(
            "TR01", 5, titles: ["外籍高管换中国驾照", "{country}驾照能不能直接换"],
            bodies: ["一位{country}籍高管想换中国驾照，要不要考试？原驾照不是英文的。"],
            answers: ["持翻译件即可申请，只考科目一，可选外语试卷。考位已约好。"], ask: "请补驾照的中文翻译件。"),
        DemoTopic(
            "TR05", 3, titles: ["去{country}自驾，驾照要翻译公证吗"],
            bodies: ["{n} 名售后去{country}要开车跑客户，国内驾照能不能用？"],
            answers: ["租车一般认公证翻译件，具体以当地规定为准。记录证明已开好，可接着办公证。"]),
        DemoTopic(
            "PO01", 4, titles: ["公章损坏重刻，合同急等盖章", "公章印迹不清，想重刻"],
            bodies: ["公章磨损，{country}客户说印迹不清。重刻备案要带什么，当天能不能拿到？"],
            answers: ["备案已完成，刻章点当天可取。旧章请交回销毁。"]),
        DemoTopic(
            "PO02", 3, for: ["services", "trade", "construction"],
            titles: ["采购商大会超过一千人，要不要审批", "海外采购商对接会的安全许可"],
            bodies: ["{month} 月办采购商大会，预计一千二百人，还有几十位外宾。安全许可要提前多久？"],
            answers: ["现场已看过，整改两处后准予举办。当天交通组织方案也已确认。"],
            ask: "请补场地平面图和安全工作方案。", opinion: "周边道路可以承受，建议分时段入场。"),
        DemoTopic(
            "CY02", 4, for: ["technology", "services", "trade"], titles: ["新官网联网备案", "网站备案不知道选哪一类"],
            bodies: ["新上线了一个面向{country}客户的网站，服务器在国内。联网备案填到一半不知道选哪类。"],
            answers: ["已远程协助填完，备案号已生成，请放在网页底部。"]),
        DemoTopic(
            "AN02", 3, for: ["manufacturing"], titles: ["采购丙酮的备案", "易制毒化学品备案数量不够"],
            bodies: ["新产线清洗要用丙酮，备案数量只够用到 {month} 月。怎么申请增加？"],
            answers: ["备案数量已调整，请按月登记流向，现场台账抽查合格。"], ask: "请补用途说明和近三个月的使用台账。"),
        DemoTopic(
            "LG02", 3, titles: ["行政处罚信息影响海外投标，想修复", "信用修复要多久"],
            bodies: ["前年有一笔小额处罚，早已缴清。{country}业主查到后要求解释，能不能申请信用修复？"],
            answers: ["符合修复条件，已受理并公示期满，信息不再展示。"], ask: "请补缴款凭证和整改说明。"),
    ]
}
