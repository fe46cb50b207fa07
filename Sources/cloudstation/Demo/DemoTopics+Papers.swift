/// Certificates and papers to be used abroad.
extension DemoTopic {
    static let papers: [DemoTopic] = [
        DemoTopic(
            "FA03", 10, titles: ["营业执照要附加证明书，在{country}用", "公证书还要不要再认证", "{n} 份文件一起办附加证明书"],
            bodies: ["投标要用营业执照和授权书，{country}那边说要附加证明书。先公证还是直接办？来得及 {month} 月截标吗？"],
            answers: ["先公证，再办附加证明书。已帮您约好公证处，两步连着办，三个工作日可取。"],
            ask: "请补要使用的文件清单和使用国家。"),
        DemoTopic(
            "HH09", 9, titles: ["外派员工要无犯罪记录证明", "{n} 人的无犯罪记录证明能否一起开"],
            bodies: ["{country}的工作签要无犯罪记录证明，{n} 名员工户籍不在一处。能不能由公司统一申请？"],
            answers: ["可以由公司统一提交授权，证明已开好。需要翻译公证的，可以在同一窗口接着办。"],
            ask: "请补每位员工的授权委托书和身份证复印件。"),
        DemoTopic(
            "HH10", 4, titles: ["投标需要单位犯罪记录查询", "{n} 家子公司一起查"],
            bodies: ["{country}项目的招标文件要求出具单位无犯罪记录，连同 {n} 家子公司。能不能一次查完？"],
            answers: ["已批量查询完毕，结果告知书请凭授权领取。"]),
        DemoTopic(
            "MR02", 4, titles: ["用信用报告代替无违规证明", "上市辅导要一份专用信用报告"],
            bodies: ["{country}合作方要近三年无违法违规证明，听说一份信用报告就能代替，想确认对方认不认。"],
            answers: ["专用信用报告可以代替，已附英文对照说明，网上可随时下载。"]),
        DemoTopic(
            "HR04", 4, titles: ["派驻{country}的员工能不能免缴当地社保", "参保证明怎么给{country}用"],
            bodies: ["{n} 名员工派驻{country}两年，当地要求缴养老保险。听说有协定可以免缴，证明怎么开？"],
            answers: ["{country}是否在协定国名单内已核对，证明已开具，请在到任前交给当地经办机构。"],
            ask: "请补派遣函，写明派驻起止时间。"),
        DemoTopic(
            "JU01", 5, titles: ["授权书公证，法人在外地能不能远程", "合同翻译件要公证"],
            bodies: ["法人代表长期出差，授权书要公证后寄到{country}。可不可以远程视频办？"],
            answers: ["可以远程办理，已约好视频时间，公证书可直接寄到公司。"]),
        DemoTopic(
            "CP04", 2, for: ["manufacturing", "trade", "construction", "logistics"],
            titles: ["台风停工，需要不可抗力证明"],
            bodies: ["台风期间停工四天，{country}客户要按合同罚款。想申请不可抗力事实性证明。"],
            answers: ["证明已出具。请同时书面通知客户，保留送达记录。"], ask: "请补停工通知和合同中的不可抗力条款。"),
        DemoTopic(
            "CP03", 3, titles: ["样机去{country}参展，办 ATA 单证册", "展品退运晚了，单证册怎么办"],
            bodies: ["{month} 月带 {n} 台样机去{country}参展，会后带回来。用单证册是不是就不用交押金了？"],
            answers: ["可以用单证册，担保手续已说明，出证后请在有效期内复运进境。"]),
    ]
}
