/// Which approvals a person looks at afterwards: a share drawn by a seed, so that anybody can draw it again.
public enum ApprovalSample {
    /// Whether the approval of `number` under `rule` is among the `percent` that are drawn.
    public static func draws(_ number: TicketNumber, rule: String, percent: Int, seed: Int) -> Bool {
        Int(hash("\(seed)/\(rule)/\(number)") % 100) < percent
    }

    /// FNV-1a, then the finaliser of SplitMix64: neighbouring numbers fall far apart.
    private static func hash(_ text: String) -> UInt64 {
        var value: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
