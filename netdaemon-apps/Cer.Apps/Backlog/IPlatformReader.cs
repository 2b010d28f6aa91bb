using System.Text.Json;

namespace Cer.Apps;

/// <summary>Where an app reads what the platform knows.</summary>
public interface IPlatformReader
{
    /// <summary>Reads what is at a path of the platform; null when it does not give it now.</summary>
    Task<JsonElement?> ReadAsync(string path, CancellationToken cancellation);
}
