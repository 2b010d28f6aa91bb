namespace Cer.Host.Submitting;

/// <summary>The revision that a layout is kept as.</summary>
internal sealed record LayoutKept(string Name, int Revision);
