/// Investment, customs, tax and data across the border.
extension DemoTopic {
    static let trade: [DemoTopic] = [
        DemoTopic(
            "CM01", 10,
            titles: ["在{country}设厂，境外投资怎么备案", "{country}子公司增资要不要重新备案", "收购{country}一家小公司的备案"],
            bodies: [
                "准备在{country}设一家{goods}工厂，两个部门的备案能不能同时办？资金什么时候可以出去？",
                "{country}子公司要增资，备案证书还是三年前的。变更走哪个流程？",
            ],
            answers: ["两边备案可以同时办，已合并成一份材料清单。证书下来后再办外汇登记，资金就能汇出。"],
            ask: "请补董事会决议和投资资金来源说明。",
            opinion: "项目不属于敏感类，我方备案可同步受理。"),
        DemoTopic(
            "CM07", 5, for: ["manufacturing", "technology", "trade"],
            titles: ["{goods}是不是两用物项", "出口{country}的部件要不要许可"],
            bodies: ["报关行说我们的{goods}可能要出口许可，但查不到对应的编号。想请帮忙判断，免得货到港口卡住。"],
            answers: ["经核对，这批货不在管制清单内，但请保留最终用途证明。下批规格若提高，请先来问。"],
            ask: "请补产品技术参数表和最终用户说明。",
            opinion: "归类没有异议，税号与参数相符。"),
        DemoTopic(
            "CU03", 8, for: ["manufacturing", "trade", "logistics", "technology"],
            titles: ["出口{country}的原产地证怎么申请", "原产地证签错了品名，要改", "{country}海关不认我们的原产地证"],
            bodies: ["客户说有原产地证能少交关税，我们出口{goods}到{country}，不清楚够不够条件。"],
            answers: ["符合原产地标准，证书已可自助打印。请保留采购和生产记录，对方海关可能抽查。"],
            ask: "请补成本明细和主要原料的来源。"),
        DemoTopic(
            "CU02", 3, for: ["manufacturing", "trade", "logistics"], titles: ["想申请高级认证企业，先做个摸底"],
            bodies: ["查验率有点高，想申请高级认证。请问能不能先派人看看我们还差哪些项？"],
            answers: ["摸底已完成，内部控制和贸易安全两块各有三项要补。建议补齐后再正式申请。"]),
        DemoTopic(
            "TX05", 9, for: ["manufacturing", "trade", "technology"],
            titles: ["退税款到账比以前慢", "出口退税提示疑点，怎么回复", "{month} 月的退税申报被退回"],
            bodies: ["{month} 月申报的退税提示“报关单与发票数量不符”，其实是拆单发货。请问该怎么说明？"],
            answers: ["疑点已核实解除，退库手续已办。以后拆单发货，请在备案单证里附一张对应表。"],
            ask: "请补运输单据和收汇水单。"),
        DemoTopic(
            "TX01", 6, titles: ["申请税收居民身份证明给{country}客户", "居民身份证明要哪一年的"],
            bodies: ["{country}客户付服务费要扣税，对方要我们的税收居民身份证明。开哪一年的，多久能拿到？"],
            answers: ["证明已开具，按收入所属年度各开一份。可凭它向对方申请协定税率。"],
            ask: "请补与对方签订的合同，以及收款计划。"),
        DemoTopic(
            "TX02", 5, titles: ["向{country}付技术服务费，备案怎么填", "多次付款要不要每次备案"],
            bodies: ["每季度要向{country}付一笔服务费，银行每次都要备案表。能不能一次备案，多次付汇？"],
            answers: ["同一合同可以一次备案，多次付汇。电子回执已生成，银行可直接查到。"]),
        DemoTopic(
            "TX07", 3, titles: ["{country}项目预提税能不能抵"],
            bodies: ["{country}项目被扣了预提税，年底汇算能不能抵免？对方只给了一张收据。"],
            answers: ["可以抵免，请向对方索取正式完税凭证。计算方法已由专人电话说明。"],
            ask: "请补境外完税凭证和项目合同。"),
        DemoTopic(
            "FX01", 4, titles: ["境外投资外汇登记卡在银行", "前期费用怎么登记"],
            bodies: ["备案证书拿到了，银行说前期费用的用途写得太笼统。该怎么改，请指点一下。"],
            answers: ["用途已和银行对好口径，登记已完成，款项可以汇出。"], ask: "请补前期费用的用途明细和对应合同。"),
        DemoTopic(
            "CA02", 4, for: ["technology", "services", "trade", "logistics"],
            titles: ["员工信息传给海外总部，要不要备案", "跨境电商的客户信息出境"],
            bodies: ["我们把约 {n} 万条订单信息传到{country}的系统里，里面有姓名和电话。要做标准合同备案吗？"],
            answers: ["数量已超过豁免线，需要签标准合同并备案。影响评估的写法已讲解，备案可线上提交。"],
            ask: "请补个人信息影响评估报告。", opinion: "系统已做等级保护，安全措施基本到位。"),
    ]
}
