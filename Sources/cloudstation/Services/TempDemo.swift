import Station
struct DemoStation { init(station: Station, hashing: any PasswordHashing) {}; func fill() async throws -> Bool { false } }
