import ArgumentParser
import Registry

extension LogFormat: ExpressibleByArgument {}
