extension ProblemDetails {
    /// The problem that an error of this module is to the one who asked.
    package init(_ error: RegistryError) {
        switch (error.code, error.fault) {
        case (.tooLarge, _):
            self.init(.tooLarge, status: 413, title: "The request is too large", detail: error.message)
        case (_, .station): self = .malformedRequest(error.message)
        case (.storageFailed, _), (.storageUnavailable, _):
            self.init(
                .registryFailed, status: 503, title: "The registry cannot store now", detail: error.message,
                retryable: true)
        default:
            self.init(
                .registryFailed, status: 500, title: "The registry failed", detail: error.message, retryable: true)
        }
    }

    /// A request whose form is wrong.
    static func malformedRequest(_ detail: String) -> ProblemDetails {
        ProblemDetails(.malformedRequest, status: 400, title: "The request is not understood", detail: detail)
    }
}
