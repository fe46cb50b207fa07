import Casework
import HealthCheck
import Station

/// Thirty companies that do not exist: five of each industry, in three sizes.
///
/// The first belongs to the account `company`, the second, which has done nothing yet, to `company2`.
enum DemoCompanies {
    /// Name, industry, size, contact.
    private static let rows: [(String, String, String, String)] = [
        ("海创区示范精密机械有限公司", "manufacturing", "medium", "精密机械·外事专员小帆"),
        ("海创区演示云港国际贸易有限公司", "trade", "small", "云港贸易·业务员小晴"),
        ("海创区演示蓝鲸阀门制造有限公司", "manufacturing", "large", "蓝鲸阀门·林经理"),
        ("海创区示例青禾电机有限公司", "manufacturing", "medium", "青禾电机·沈主管"),
        ("海创区样板注塑装备有限公司", "manufacturing", "small", "样板注塑·吴女士"),
        ("海创区虚构恒启轴承股份有限公司", "manufacturing", "large", "恒启轴承·方经理"),
        ("海创区演示四季家纺进出口有限公司", "trade", "medium", "四季家纺·许女士"),
        ("海创区示例拾光五金贸易有限公司", "trade", "small", "拾光五金·钱先生"),
        ("海创区虚构远帆户外用品有限公司", "trade", "medium", "远帆户外·周经理"),
        ("海创区样板跨境电商有限公司", "trade", "large", "样板电商·何主管"),
        ("海创区演示听涛传感技术有限公司", "technology", "medium", "听涛传感·罗经理"),
        ("海创区示例微光视觉科技有限公司", "technology", "small", "微光视觉·杜女士"),
        ("海创区虚构北斗星座软件有限公司", "technology", "large", "星座软件·叶主管"),
        ("海创区样板智联控制系统有限公司", "technology", "medium", "智联控制·冯先生"),
        ("海创区演示云上数据服务有限公司", "technology", "small", "云上数据·彭女士"),
        ("海创区示例长桥钢结构有限公司", "construction", "large", "长桥钢构·严经理"),
        ("海创区演示东篱建设集团有限公司", "construction", "large", "东篱建设·魏主管"),
        ("海创区虚构方圆幕墙工程有限公司", "construction", "medium", "方圆幕墙·陶女士"),
        ("海创区样板海外工程承包有限公司", "construction", "medium", "样板工程·姜经理"),
        ("海创区示例土木设计有限公司", "construction", "small", "土木设计·谢先生"),
        ("海创区演示通达冷链物流有限公司", "logistics", "medium", "通达冷链·邹经理"),
        ("海创区虚构白鹭国际货运代理有限公司", "logistics", "small", "白鹭货代·章女士"),
        ("海创区示例陆海联运有限公司", "logistics", "large", "陆海联运·潘主管"),
        ("海创区样板海外仓管理有限公司", "logistics", "medium", "样板海外仓·葛经理"),
        ("海创区演示飞燕快运有限公司", "logistics", "small", "飞燕快运·范先生"),
        ("海创区示范国际工程技术服务与海外项目综合管理咨询有限责任公司", "services", "medium", "综合咨询·鲁女士"),
        ("海创区演示知行会展服务有限公司", "services", "small", "知行会展·苗女士"),
        ("海创区虚构晴川检测认证有限公司", "services", "medium", "晴川检测·花经理"),
        ("海创区样板外语培训有限公司", "services", "small", "样板培训·任老师"),
        ("海创区示例银杏养老服务有限公司", "services", "large", "银杏服务·柳主管"),
    ]

    /// Two of them belong together, by place: they are not compared with each other.
    private static let groups = [2: "海创区虚构蓝鲸集团", 5: "海创区虚构蓝鲸集团"]

    /// All of them, in a fixed order.
    static func all() throws -> [Company] {
        try rows.enumerated().map { place, row in
            Company(
                code: try code(place + 1), name: row.0, industry: row.1, size: row.2, contactName: row.3,
                contactPhone: "0571-5550-\(1001 + place)", contactEmail: "contact@\(domain(place))",
                language: place % 14 == 13 ? .en : .zhHans, affiliation: groups[place] ?? "")
        }
    }

    /// The mail domain of the company at `place`; `.example` is nobody's (RFC 2606).
    static func domain(_ place: Int) -> String { "company-\(place + 1).example" }

    /// A credit code of an organisation part that is visibly invented, with its true check character.
    private static func code(_ number: Int) throws -> CreditCode {
        let digits = String(number)
        let body = "91330199" + "000DEM" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
        for check in "0123456789ABCDEFGHJKLMNPQRTUWXY" {
            do {
                return try CreditCode(body + String(check))
            } catch CreditCode.Mistake.checkCharacter {
                continue
            }
        }
        throw CreditCode.Mistake.checkCharacter
    }
}
