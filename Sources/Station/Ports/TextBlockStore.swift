public import Casework

/// Texts that units and officers keep.
public protocol TextBlockStore {
    func add(_ block: TextBlock) throws
    func block(_ id: String) throws -> TextBlock?
    /// Those of a unit, where one is given, and of an account, by title.
    func blocks(of unit: UnitID?, and account: String) throws -> [TextBlock]
    /// Stores the text with its version one higher; throws `staleVersion` if the stored version is not `version`.
    func update(_ block: TextBlock, from version: Int) throws
    func delete(_ id: String) throws
}
