import ArgumentParser

struct Forward: AsyncParsableCommand {
    func run() async throws {}
}
