/// What people write whatever the matter is.
enum DemoPhrases {
    static let countries = ["泰国", "越南", "印度尼西亚", "马来西亚", "德国", "匈牙利", "阿联酋", "沙特", "墨西哥", "日本", "波兰", "巴西"]

    /// What a company of this industry deals in.
    static func goods(_ industry: String) -> [String] {
        switch industry {
        case "manufacturing": ["数控刀具", "阀门", "电机", "轴承", "注塑机"]
        case "trade": ["家纺", "五金工具", "户外家具", "小家电"]
        case "technology": ["传感器", "控制板", "检测设备", "工业相机"]
        case "construction": ["钢结构", "预制构件", "幕墙"]
        case "logistics": ["冷链货物", "拼箱货", "电商包裹"]
        default: ["设备", "展品", "样品"]
        }
    }

    static let notes = [
        "已和企业电话沟通，情况与材料一致。", "经办人周三前在外出差，有事发消息。", "同类诉求本月第三件，建议做一份图解。",
        "已请示，按容缺办理，差的一页三天内补。", "对方着急，先口头告知进度。", "材料扫描件有点糊，关键页已重新传。",
        "与窗口确认过，不需要法人到场。",
    ]
    static let companyMessages = [
        "请问现在办到哪一步了？", "补充一下：出行时间提前了两天。", "谢谢，材料我们今天就准备。", "联系人这周换成我的同事，电话不变。",
        "有一处写错了，人数以这里说的为准。",
    ]
    static let unitMessages = [
        "材料收到了，正在核对，今天下班前给您回话。", "已经约好窗口，凭企业名称报到即可。", "这件事要和协办单位对一下，请稍等。", "如行程有变，请尽早告诉我们。",
    ]
    static let supplies = ["已补齐，原件明天送到窗口。", "材料已补，另附一页说明。", "补充材料已交到专窗，请查收。", "已按要求补正，麻烦再看一下。"]
    static let refusals = [
        "该事项不归站里办理，已电话告知应找的单位和联系方式。", "与上一件是同一件事，请在上一件里继续，不重复办理。", "所需主管部门批复还没有下来，拿到后可以马上重新提交。",
    ]
    static let afterPoorRating = "已电话回访，听了意见，说明了经过。"
    static let withdrawals = ["行程取消了，暂时不用办。", "已在窗口办好，谢谢。", "客户改了计划，先撤回。", ""]
    static let returns = ["涉及的批件不在本单位，请重新分派。", "核对后不属于本单位职责，退回并附建议单位。"]
    static let escalations = ["涉及两个部门，口径不一，请专席协调。", "企业航班在即，请加派人手。", "已超承诺时间，提级办理。"]
    static let reopenings = ["答复里说的窗口不受理，请再帮忙看看。", "当时没问题，昨天银行又提出新要求。", "证件上的英文拼写有误，需要更正。"]
    static let legQuestions = ["请协助核对有无需要提醒的情况。", "请从贵单位职责看，这样办是否可行？", "请确认材料是否满足要求。"]
    static let conditions = ["原则同意，请企业先补一份承诺。", "可以办，但要在合同里写清责任。"]

    /// What somebody says who gives so many stars.
    static func praise(_ stars: Int) -> [String] {
        switch stars {
        case 5: ["回复很快，说得清楚。", "一次就办成了，谢谢。", "没想到当天就有回音。", "专窗的同志很耐心。", ""]
        case 4: ["整体满意，要是能少交一份材料更好。", "办得不错，等了一天。", ""]
        case 3: ["事情办了，过程有点绕。", ""]
        default: ["催了两次才有消息。", "两边说法不一样，多跑了一趟。"]
        }
    }
}
