/// The `{names}` in a text that `fill` replaces.
public enum Placeholders {
    /// In the order they stand, and whether every brace has its partner.
    public static func names(in text: String) -> (names: [String], isBalanced: Bool) {
        var names: [String] = []
        var open: String.Index?
        var isBalanced = true
        for index in text.indices {
            switch (text[index], open) {
            case ("{", nil): open = text.index(after: index)
            case ("}", let start?):
                names.append(String(text[start..<index]))
                open = nil
            case ("{", _), ("}", nil): isBalanced = false
            default: break
            }
        }
        return (names, isBalanced && open == nil)
    }
}
