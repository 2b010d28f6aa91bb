namespace Cer.Host.Sandbox;

/// <summary>How the sandbox runs.</summary>
/// <param name="Folder">Where it keeps its certificate, its secret and its state.</param>
/// <param name="Url">Where it listens; the port 0 is any that is free.</param>
/// <param name="MutualTls">Whether it asks for the certificate that it made for the client.</param>
internal sealed record SandboxOptions(string Folder, Uri Url, bool MutualTls)
{
    public const string UsualUrl = "https://127.0.0.1:8443";

    /// <summary>How long an answer that never comes is held back, at most.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(5);
}
