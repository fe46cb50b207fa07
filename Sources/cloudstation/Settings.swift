import Configuration
import Foundation

/// Settings from the environment, for options that were not given: `port` is `CLOUDSTATION_PORT`.
struct Settings {
    private let reader = ConfigReader(provider: EnvironmentVariablesProvider())

    func string(_ name: String) -> String? {
        reader.string(forKey: ConfigKey(["cloudstation"] + name.split(separator: "-").map(String.init)))
    }

    func int(_ name: String) -> Int? { string(name).flatMap { Int($0) } }

    func isOn(_ name: String, else standard: Bool) -> Bool {
        switch string(name)?.lowercased() {
        case "1", "true", "yes", "on": true
        case "0", "false", "no", "off": false
        default: standard
        }
    }
}

extension FileHandle {
    /// One line on standard error, where people look and programs do not.
    static func report(_ line: String) { standardError.write(Data((line + "\n").utf8)) }
}
