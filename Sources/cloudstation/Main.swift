import ArgumentParser

/// The command line of the station, and the only place where everything is put together.
@main
struct CloudStation: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cloudstation",
        abstract: "助企云站: self-tests, health-check profiles and the ticket loop for companies that go abroad.",
        discussion: """
            Every option can also be given as an environment variable, CLOUDSTATION_ and the option's name: \
            CLOUDSTATION_PORT=9000.
            """,
        subcommands: [
            Serve.self, Check.self, Score.self, Template.self, Preview.self, DraftVersion.self, Publish.self,
            Route.self, RoutingCommand.self, Loop.self, Retime.self, Report.self, User.self, CompanyCommand.self,
            Doctor.self,
            Migrate.self, Backup.self, Restore.self, Copy.self,
        ])
}
