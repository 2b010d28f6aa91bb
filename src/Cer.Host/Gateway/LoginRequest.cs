using System.Text.Json.Serialization;

namespace Cer.Host.Gateway;

/// <summary>The body of a log-in.</summary>
internal sealed record LoginRequest(
    [property: JsonPropertyName("username")] string? Username,
    [property: JsonPropertyName("password")] string? Password);
