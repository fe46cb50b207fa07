import Casework
import HealthCheck
import Station

/// `station/text-blocks.yaml`: texts that every officer can use, or those of one unit.
extension Entry {
    func textBlocks(units: [UnitCard]) -> [TextBlock]? {
        var used = UsedOnce("text", "常用语")
        return fields(required: ["texts"])?["texts"]?.items().compactMap { $0.textBlock(units, &used) }
    }

    private func textBlock(_ units: [UnitCard], _ used: inout UsedOnce) -> TextBlock? {
        guard let fields = fields(required: ["id", "title", "text"], optional: ["unit"]) else { return nil }
        let id = fields["id"]?.claimedIdentifier(&used)
        let unit = fields["unit"]?.word(of: units.map(\.id.rawValue))
        let title = fields["title"]?.localized()
        let text = fields["text"]?.template(TextBlock.variables)
        guard let id, let title, let text else { return nil }
        return TextBlock(
            id: id, owner: unit.map { .unit(UnitID(rawValue: $0)) } ?? .station, title: title, body: text)
    }
}
