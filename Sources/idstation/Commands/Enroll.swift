import ArgumentParser

struct Enroll: AsyncParsableCommand {
    func run() async throws {}
}
