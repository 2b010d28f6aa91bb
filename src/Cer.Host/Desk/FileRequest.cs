namespace Cer.Host.Desk;

/// <summary>A file of members with the version that its bringer saw.</summary>
/// <param name="Version">The version of the definition.</param>
/// <param name="Text">The file.</param>
/// <param name="Without">Rows that are knowingly left out.</param>
internal sealed record FileRequest(int? Version, string? Text, IReadOnlyList<int>? Without);
