import Casework
public import Foundation

/// The use cases of the station over its catalogue and its store; one file each in `UseCases/`.
///
/// Without state of its own: everything that changes is in the database, and what is held beside it never does. A class
/// because every use case hands it on, and a copy of all that the catalogue holds is not cheap.
public final class Station: Sendable {
    public let catalogue: StationCatalogue
    public let database: any StationDatabase
    public let settings: StationSettings
    public let ambient: Ambient
    /// Looks for malware in what people send; nil where none is set up.
    public let scanner: (any VirusScanner)?
    let routingShelf = RoutingShelf()

    public init(
        catalogue: StationCatalogue, database: any StationDatabase, settings: StationSettings,
        ambient: Ambient = .live, scanner: (any VirusScanner)? = nil
    ) {
        self.catalogue = catalogue
        self.database = database
        self.settings = settings
        self.ambient = ambient
        self.scanner = scanner
    }

    var policy: CaseworkPolicy { catalogue.policy }
}

/// What differs between one installation and another.
public struct StationSettings: Hashable, Sendable {
    /// Where people reach the station, without a trailing slash; links in notices start with it.
    public let baseURL: String
    /// How long a sign-in lasts.
    public let sessionLength: TimeInterval
    /// Whether there is a gateway for text messages; without one none is written.
    public let sendsSMS: Bool

    public init(baseURL: String, sessionLength: TimeInterval = 12 * 3600, sendsSMS: Bool = false) {
        self.baseURL = baseURL
        self.sessionLength = sessionLength
        self.sendsSMS = sendsSMS
    }
}
