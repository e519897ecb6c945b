/// The description of the API (OpenAPI 3.1), as it is in the sources: `OpenAPI/registry.yaml`.
package enum OpenAPIDescription {
    /// YAML, UTF-8.
    package static let bytes: [UInt8] = PackageResources.registry_yaml
    static let mediaType = "application/yaml"
}
