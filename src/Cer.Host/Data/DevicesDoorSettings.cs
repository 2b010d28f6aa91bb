using System.Text.Json.Serialization;

namespace Cer.Host.Data;

/// <summary>A door of its own for devices and collectors: the pages and all that people do are not behind it.</summary>
/// <param name="Url">Where it listens, such as https://0.0.0.0:8448.</param>
/// <param name="Certificate">The PEM file of its certificate, with those between it and its authority; from the data folder.</param>
/// <param name="Key">That of the certificate's key.</param>
internal sealed record DevicesDoorSettings(
    [property: JsonPropertyName("url")] string? Url,
    [property: JsonPropertyName("certificate")] string? Certificate = null,
    [property: JsonPropertyName("key")] string? Key = null)
{
    [JsonIgnore]
    public Uri? Address => Uri.TryCreate(Url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    /// <summary>What is wrong with it, as a sentence; null when nothing is.</summary>
    [JsonIgnore]
    public string? Problem => Address is not { } address
        ? "Found another url in the section devices_door, expected one such as https://0.0.0.0:8448."
        : address.Scheme == "https" && (Certificate is null || Key is null)
            ? "Found no certificate or no key in the section devices_door, expected both for an address that begins with https://."
            : null;
}
