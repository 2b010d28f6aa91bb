using System.Text.Json.Serialization;

namespace Cer.Host.Market;

/// <summary>The section gme of the settings: the account with which zonal prices are fetched from GME.</summary>
/// <param name="Login">The login of the (free) registration.</param>
internal sealed record GmeSettings([property: JsonPropertyName("login")] string Login)
{
    /// <summary>A file with the password on its first line, for the owner alone; relative to the data folder.</summary>
    [JsonPropertyName("password_file")]
    public string? PasswordFile { get; init; }

    /// <summary>The password itself, in place of a file.</summary>
    [JsonPropertyName("password")]
    public string? Password { get; init; }

    /// <summary>The address of the interface; GME's own when left out.</summary>
    [JsonPropertyName("base")]
    public string? Base { get; init; }

    /// <summary>Zones to fetch besides those of the communities' units.</summary>
    [JsonPropertyName("zones")]
    public IReadOnlyList<string>? Zones { get; init; }

    /// <summary>Without the password, which must not reach a log.</summary>
    public override string ToString() => $"gme as {Login}";
}
