namespace Cer.Host.Submitting;

/// <summary>A layout as a form sends it.</summary>
internal sealed record LayoutRequest(string? Words, int? Seen);
