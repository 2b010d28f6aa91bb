namespace Cer.Operations.Desk;

/// <summary>A scan that was read out.</summary>
/// <param name="Type">What it is.</param>
/// <param name="IsWhole">Whether what was read is what was kept, by its SHA-256.</param>
public sealed record OpenedPaper(PaperType Type, bool IsWhole);
